import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'bearer-token-invalid',
  severity: 'low',
  signs: [
    {
      pattern: /failed to decode bearer token:[^\n]{0,160}/,
      specimen: 'failed to decode bearer token: token has invalid claims: token is expired',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/security/v2_token.go',
    },
  ],
  words: {
    en: {
      title: 'Token expired or malformed',
      probably: 'the token a client sent is expired or malformed',
      explains: 'Clients keep tokens longer than they last, or send another service’s.',
      steps: ['The client asks for a new one by itself; raise the token’s life if long pushes fail.'],
    },
  },
});
