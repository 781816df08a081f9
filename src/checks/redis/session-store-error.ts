import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'session-store-error',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to get the session store for request:[^\n]{0,160}/,
      specimen:
        '2021-09-30T12:45:41Z [ERROR] [/server/middleware/security/session.go:34][requestID="50b64fa6cbf864f72fd69f019bfdf25c"]: failed to get the session store for request: EOF',
      source: 'goharbor/harbor#15720',
    },
  ],
  words: {
    en: {
      title: 'Session cannot be read',
      probably: 'core cannot read sessions from Redis',
      explains: 'The connection to Redis was cut.',
      steps: ['Look at Redis’ restarts and idle time-outs.'],
    },
  },
});
