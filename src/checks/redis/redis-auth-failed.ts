import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-auth-failed',
  severity: 'high',
  rows: ['S0-5'],
  signs: [
    {
      pattern:
        /NOAUTH|WRONGPASS|ERR (?:invalid password|Client sent AUTH, but no password is set|AUTH <password> called without any password configured)|invalid username-password pair|NOPERM|Client sent AUTH/,
      specimen: 'failed to ping redis://harbor-redis:6379/0: NOAUTH Authentication required.',
      source: 'Redis server.c',
    },
  ],
  words: {
    en: {
      title: 'Redis refuses the login',
      probably: 'Redis wants a password that Harbor does not send, or another one',
      explains:
        'The password stands in the URL or in the Secret of core, jobservice, registry and Trivy; one of them is old, or missing.',
      steps: [
        '`redis-cli -a … ping` with the password each component has.',
        'Set the same password everywhere and restart the components.',
      ],
    },
  },
});
