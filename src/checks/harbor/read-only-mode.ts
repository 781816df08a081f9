import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'read-only-mode',
  severity: 'high',
  signs: [
    {
      pattern: /The system is in read only mode[^\n]{0,80}/,
      specimen: 'The system is in read only mode. Any modification is prohibited.',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/readonly/readonly.go',
    },
  ],
  words: {
    en: {
      title: 'Harbor is read-only',
      probably: 'Harbor is in read-only mode',
      explains: 'An administrator, an upgrade or a collection of an old version set it.',
      steps: ['Switch it off in the system settings when the work is done.'],
    },
  },
});
