import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'proxy-upstream-rate-limited',
  severity: 'medium',
  signs: [
    {
      pattern: /[^\n]{0,100}too many requests to upstream registry[^\n]{0,100}/,
      specimen: '429 Too Many Requests - Server message: unknown: too many requests to upstream registry',
      source: 'goharbor/harbor#19257',
    },
  ],
  words: {
    en: {
      title: 'Proxy cache rate-limited by its source',
      probably: 'the proxy cache’s source limits its pulls',
      explains: 'Docker Hub counts the cache as one client.',
      steps: ['Give the endpoint a Docker Hub account with a higher limit.'],
    },
  },
});
