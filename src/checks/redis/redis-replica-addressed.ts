import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-replica-addressed',
  severity: 'high',
  rows: ['S0-5'],
  signs: [
    {
      pattern: /READONLY You can't write against a read only (?:replica|slave)/,
      specimen:
        '{"errors":[{"code":"UNKNOWN","message":"unknown: READONLY You can\'t write against a read only replica."}]}',
      source: 'goharbor/harbor#14238',
    },
  ],
  words: {
    en: {
      title: 'Harbor talks to a Redis replica',
      probably: 'Harbor’s Redis address leads to a read-only replica',
      explains: 'After a failover the old primary is a replica, or a Service selects all pods.',
      steps: ['Let the address lead to the primary, or use Sentinel.'],
    },
  },
});
