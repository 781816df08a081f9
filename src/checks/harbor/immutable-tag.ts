import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'immutable-tag',
  severity: 'medium',
  signs: [
    {
      pattern: /[^\n]{0,60}configured as immutable/,
      specimen: "Failed to process request due to 'alpine:3.10' configured as immutable.",
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/immutable/error.go',
    },
  ],
  words: {
    en: {
      title: 'Tag is immutable',
      probably: 'the tag is protected by an immutability rule',
      explains: 'Project rules forbid to overwrite or delete it.',
      steps: ['Push under a new tag, or change the rule.'],
    },
  },
});
