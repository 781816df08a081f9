import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'broken-tag-link',
  severity: 'medium',
  signs: [
    {
      pattern: /_manifests\/tags\/[^/\n]{1,160}\/current\/link[^\n]{0,160}/,
      specimen:
        '[ERROR] [repository.go:298]: failed to delete tag v2: 500 {"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"Path":"/docker/registry/v2/repositories/libriry/test/_manifests/tags/v1/current/link","DriverName":"filesystem"}}]}',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Tag’s link missing in storage',
      probably: 'a tag’s link file is missing in the storage',
      explains:
        'Half a deletion or half a copy left the tag without its `current/link`; deleting or pulling it fails.',
      steps: [
        'Push the tag again, or remove its folder below `_manifests/tags`, then run garbage collection.',
      ],
    },
  },
});
