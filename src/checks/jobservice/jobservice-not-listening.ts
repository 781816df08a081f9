import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'jobservice-not-listening',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:Liveness|Readiness|Startup) probe failed: [^\n]{0,30}https?:\/\/\S{1,200}\/api\/v1\/stats[^\n]{0,300}/,
      specimen:
        'Liveness probe failed: Get http://100.113.204.172:8080/api/v1/stats: dial tcp 100.113.204.172:8080: connect: connection refused',
      source: 'goharbor/harbor-helm#1011',
    },
  ],
  words: {
    en: {
      title: 'Jobservice does not listen',
      probably: 'jobservice does not answer its probe',
      explains: 'It has not started, waits for Redis or core, or died.',
      steps: ['Read its log from the start: the first FATAL line is the cause.'],
    },
  },
});
