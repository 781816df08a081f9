import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-failed',
  severity: 'medium',
  signs: [
    {
      pattern: /Job '[A-Z_]{1,40}:[0-9a-f@]{1,80}' exit with error: /,
      specimen:
        "Job 'REPLICATION:4c89bc029bc7cf93e837382a' exit with error: run error: got error during the whole transfer period, mark the job failure",
      source:
        'goharbor/harbor@c50c7dd:src/jobservice/runner/redis.go; goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
      tells: 'suggests',
      orElse: [
        'webhook-target-error',
        'source-manifest-missing',
        'destination-blob-upload',
        'scan-failed-in-trivy',
      ],
    },
  ],
  words: {
    en: {
      title: 'Job failed',
      probably: 'a job ended with an error',
      explains: 'The words behind it tell why; its log tells more.',
      steps: ['Read the job’s log.'],
    },
  },
});
