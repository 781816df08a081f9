import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upstream-rate-limited',
  severity: 'medium',
  signs: [
    {
      pattern:
        /list (?:tags|repos) error: 429[^\n]{0,160}|login to dockerhub error: [^\n]{0,160}Rate limit exceeded[^\n]{0,60}/,
      specimen:
        '[ERROR] [/pkg/reg/adapter/dockerhub/adapter.go:452]: list tags error: 429 -- {"detail": "Rate limit exceeded", "error": false}',
      source: 'goharbor/harbor#21267',
    },
  ],
  words: {
    en: {
      title: 'Upstream rate-limited',
      probably: 'the upstream registry limits requests',
      explains: 'Too many lists or pulls in a row.',
      steps: ['Give the endpoint a login; run the rule less often.'],
    },
  },
});
