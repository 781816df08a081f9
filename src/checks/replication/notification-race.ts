import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'notification-race',
  severity: 'low',
  signs: [
    {
      pattern: /404 ?tag unknown|tag unknown, tag=/,
      specimen: 'pull manifest from local registry failed404 tag unknown, tag=xxx.',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Tag not yet there when replicated',
      probably: 'the tag was not yet in the registry when replication asked for it',
      explains: 'The push’s notification arrived before the manifest could be read; a retry finds it.',
      steps: ['Nothing, if the retry succeeded; else push once more.'],
    },
  },
});
