import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'webhook-target-error',
  severity: 'low',
  signs: [
    {
      pattern:
        /[^\n]{0,120}(?:webhook|slack) job\(target: \S{1,300}\) response code is \d{3}|abnormal response code: \d{3}, body:[^\n]{0,160}/,
      specimen:
        "Job 'WEBHOOK:9bb0d5c85697d74bbdd8df25' exit with error: webhook job(target: http://59.111.92.135:48081/ccr/test/webhook/500) response code is 500",
      source: 'goharbor/harbor#8691',
    },
  ],
  words: {
    en: {
      title: 'Webhook’s target refuses',
      probably: 'the webhook’s target answers with an error',
      explains: 'The address, its login or the payload does not suit it.',
      steps: ['Look at the target’s log; test the webhook again.'],
    },
  },
});
