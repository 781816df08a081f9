import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'proxy-upstream-unhealthy',
  severity: 'high',
  signs: [
    {
      pattern: /current registry is unhealthy, regID:\d{1,9}[^\n]{0,160}/,
      specimen:
        '2023-02-20T00:28:39Z [ERROR] [/server/middleware/repoproxy/proxy.go:240]: current registry is unhealthy, regID:2, Name:Docker Hub, Status: unhealthy',
      source: 'goharbor/harbor#18270',
    },
  ],
  words: {
    en: {
      title: 'Proxy cache’s source unhealthy',
      probably: 'Harbor holds the proxy cache’s source for unhealthy',
      explains: 'The last health check of that endpoint failed; nothing new is fetched.',
      steps: ['Test the endpoint; correct its address or login.'],
    },
  },
});
