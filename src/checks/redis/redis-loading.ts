import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-loading',
  severity: 'low',
  rows: ['S0-5'],
  signs: [
    {
      pattern: /[^\n]{0,40}LOADING Redis is loading the dataset in memory/,
      specimen: 'panic: LOADING Redis is loading the dataset in memory',
      source: 'goharbor/harbor#14221',
    },
  ],
  words: {
    en: {
      title: 'Redis still loads',
      probably: 'Redis still reads its data after a start',
      explains: 'It answers as soon as it is done.',
      steps: ['Wait; if it takes minutes, look at the size of its dump.'],
    },
  },
});
