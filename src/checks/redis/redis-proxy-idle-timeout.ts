import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-proxy-idle-timeout',
  severity: 'medium',
  signs: [
    {
      pattern: /redis sub\/pub chan error[^\n]{0,300}/,
      specimen:
        '2019-09-03T03:14:00Z [FATAL] [/jobservice/main.go:81]: redis sub/pub chan error: EOF;write tcp 10.10.194.217:41888->10.8.4.133:16379: use of closed network connection',
      source: 'goharbor/harbor-helm#336',
    },
  ],
  words: {
    en: {
      title: 'Redis proxy cuts idle connections',
      probably: 'a proxy before Redis ends idle subscriptions',
      explains: 'Jobservice listens on a subscription that may be silent for long.',
      steps: ['Raise the proxy’s idle time-out, or go to Redis directly.'],
    },
  },
});
