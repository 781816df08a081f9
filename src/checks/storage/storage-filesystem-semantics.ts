import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-filesystem-semantics',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:chmod|chown|rename|link|symlink|flock|fsync|utime|truncate) \/?[^\n]{0,260}: (?:operation not supported|not supported|function not implemented|invalid argument|text file busy|device or resource busy|stale (?:NFS )?file handle|file exists|no locks available|input\/output error|interrupted system call)|(?:stale (?:NFS )?file handle|no locks available|\.nfs[0-9a-f]{8,40})|(?:cifs|smb|nfs)[^\n]{0,160}(?:not supported|stale|lock|error|busy)|: stale (?:NFS )?file handle/i,
      specimen:
        'filesystem: rename /storage/docker/registry/v2/repositories/p/app/_uploads/1/data /storage/docker/registry/v2/blobs/sha256/ab/data: text file busy',
      source: 'distribution storage/driver/filesystem on SMB',
    },
    {
      pattern: /(?:unlinkat|rmdir) \/[^\n]{0,260}: directory not empty/,
      specimen:
        'filesystem: unlinkat /storage/docker/registry/v2/repositories/library/alpine/_uploads/81dc943a-b60c-4867-824b-8cc534589664: directory not empty',
      source: 'goharbor/harbor#20466',
    },
  ],
  words: {
    en: {
      title: 'Storage without the file semantics a registry needs',
      probably: 'the registry’s volume does not behave as a file system must',
      explains:
        'SMB and some NFS servers refuse chmod, hard renames, locks or names with a colon, or show files late; uploads then break at their end.',
      steps: [
        'Look at the mount: `mount | grep storage` (cifs, nfs, version, options).',
        'Use a local or block volume or an object store; on NFS version 4.1 with `hard` and without attribute caching.',
      ],
    },
  },
});
