import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-throttled',
  severity: 'medium',
  signs: [
    {
      pattern: /\bSlowDown\b[^\n]{0,160}|Please reduce your request rate/,
      specimen: 'SlowDown',
      source: 'goharbor/harbor#23005',
    },
  ],
  words: {
    en: {
      title: 'Store throttles',
      probably: 'the object store asks to slow down',
      explains: 'Too many requests per second on one prefix.',
      steps: ['Lower `workers` of collection; spread load; ask for a higher limit.'],
    },
  },
});
