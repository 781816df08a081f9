import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'login-lock',
  severity: 'low',
  signs: [
    {
      pattern: /Login failed, locking \S{1,120}, and sleep for/,
      specimen: 'Login failed, locking alice, and sleep for 1.5s',
      source: 'goharbor/harbor@c50c7dd:src/core/auth/authenticator.go',
    },
  ],
  words: {
    en: {
      title: 'Login slowed after failures',
      probably: 'failed logins are slowed down',
      explains: 'After a wrong password the next try waits 1.5 s.',
      steps: ['Find who keeps trying with an old password.'],
    },
  },
});
