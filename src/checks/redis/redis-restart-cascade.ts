import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-restart-cascade',
  severity: 'medium',
  signs: [
    {
      pattern: /restart of Redis server will cause the restart/,
      specimen: 'restart of Redis server will cause the restart of jobservice',
      source: 'goharbor/harbor#10244',
    },
  ],
  words: {
    en: {
      title: 'Redis’ restart takes jobservice along',
      probably: 'jobservice ends when Redis restarts',
      explains: 'It lost its subscription and stops so that it is started afresh.',
      steps: ['Nothing, if it came back; else restart it.'],
    },
  },
});
