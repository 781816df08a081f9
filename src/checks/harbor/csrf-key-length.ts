import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'csrf-key-length',
  severity: 'high',
  signs: [
    {
      pattern: /[Ii]nvalid CSRF key length from the environment[^\n]{0,120}/,
      specimen:
        'Invalid CSRF key length from the environment: %s. Please ensure the key length is 32 characters.',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/csrf/csrf.go',
    },
  ],
  words: {
    en: {
      title: 'CSRF key of wrong length',
      probably: 'the CSRF key has not 32 characters',
      explains: 'Core refuses to start or makes a key of its own.',
      steps: ['Set a key of exactly 32 characters.'],
    },
  },
});
