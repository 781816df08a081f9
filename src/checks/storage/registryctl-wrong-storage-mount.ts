import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registryctl-wrong-storage-mount',
  severity: 'high',
  signs: [
    {
      pattern:
        /registryctl[^\n]{0,260}(?:no such file or directory|Path not found|not found in storage|rootdirectory|different (?:volume|mount|path))|registryctl\/(?:api|handlers)[^\n]{0,260}(?:Path not found|no such file or directory)[^\n]{0,200}|failed to (?:open|parse|load)[^\n]{0,80}\/etc\/registryctl\/config\.yml[^\n]{0,80}/,
      specimen:
        '[ERROR] [/registryctl/api/registry/blob/blob.go:66]: failed to delete blob: filesystem: Path not found: /docker/registry/v2/blobs/sha256/ab/abcd',
      source: 'goharbor/harbor src/registryctl',
    },
  ],
  words: {
    en: {
      title: 'registryctl looks at another directory',
      probably: 'registryctl and registry do not look at the same storage',
      explains:
        'Garbage collection runs in registryctl. When its volume or root directory differs from the registry’s, it finds nothing, deletes nothing, or fails on every blob.',
      steps: [
        'Compare the volume mounts and `rootdirectory` of both containers of the registry pod.',
        'Mount the same claim at the same path in both and run garbage collection again.',
      ],
    },
  },
});
