import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-hook-failed',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to report status change via hook[^\n]{0,160}/,
      specimen: "failed to report status change via hook, expect '200' but got '500'",
      source: 'goharbor/harbor@c50c7dd:src/jobservice/hook/hook_client.go',
    },
    {
      pattern:
        /Send hook event '[^\n]{1,300}?' to '\S{1,300}' failed with error: (?![^\n]{0,300}(?:NOT_FOUND|not found))[^\n]{0,300}/,
      specimen:
        "Send hook event 'status change: job=feb5b7169e2937f1fba6ebcb, status=Running' to 'http://core:8080/service/notifications/tasks/232' failed with error: Post \"http://core:8080/service/notifications/tasks/232\": net/http: timeout awaiting response headers; push hook event to the queue for retrying later",
      source: 'goharbor/harbor#14870',
    },
  ],
  words: {
    en: {
      title: 'Core did not take a status',
      probably: 'core did not take a job’s status',
      explains: 'Core was busy or down; it is tried again.',
      steps: ['Look at core at that time.'],
    },
  },
});
