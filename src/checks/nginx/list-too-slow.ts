import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'list-too-slow',
  severity: 'medium',
  signs: [
    {
      pattern: /504 Gateway Time-?out/,
      specimen: '504 Gateway Time-out',
      source: 'goharbor/harbor#13098',
    },
  ],
  words: {
    en: {
      title: 'Answer came too late for the proxy',
      probably: 'core needs longer than the proxy waits',
      explains: 'Listing many tags or repositories takes longer than the proxy’s time-out.',
      steps: ['Raise the proxy’s read time-out; clean up tags; upgrade.'],
    },
  },
});
