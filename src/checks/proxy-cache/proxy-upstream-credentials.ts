import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'proxy-upstream-credentials',
  severity: 'high',
  signs: [
    {
      pattern:
        /login to dockerhub error: (?![^\n]{0,200}(?:Rate limit|: EOF|dial tcp|[Tt]imeout|x509:))[^\n]{0,300}/,
      specimen:
        '[ERROR] [/lib/http/error.go:54]: {"errors":[{"code":"UNKNOWN","message":"unknown: login to dockerhub error: login to dockerhub error: {\\"detail\\":\\"Incorrect authentication credentials\\"}"}]}',
      source: 'goharbor/harbor#12853',
    },
  ],
  words: {
    en: {
      title: 'Proxy cache’s login refused',
      probably: 'the login of the proxy cache’s endpoint is refused',
      explains: 'The account’s password or token was changed or expired.',
      steps: ['Type a new token into the endpoint and test it.'],
    },
  },
});
