import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'push-denied',
  severity: 'medium',
  signs: [
    {
      pattern: /denied: requested access to the resource is denied/,
      specimen: 'denied: requested access to the resource is denied',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Push denied',
      probably: 'the login may not push there',
      explains: 'Not signed in, signed in elsewhere, or no right to push in this project.',
      steps: ['Sign in to this very host; ask for the right to push.'],
    },
  },
});
