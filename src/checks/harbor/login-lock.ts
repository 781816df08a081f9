import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'login-lock',
  severity: 'low',
  rows: ['S2-3.4', 'S2-5.10'],
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
      steps: [
        'Can others log in? Then it is this one password: reset it (users of the database: an administrator, under Users).',
        'Find who keeps trying with an old password: pull secrets, pipelines, replication endpoints.',
      ],
    },
  },
});
