import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'token-older-than-project',
  severity: 'low',
  signs: [
    {
      pattern: /bearer token issued at [^\n]{1,60} is before project[^\n]{0,160}/,
      specimen:
        'bearer token issued at 2026-01-01 is before project "dev" creation time 2026-01-02, rejecting',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/security/v2_token.go',
    },
  ],
  words: {
    en: {
      title: 'Token older than the project',
      probably: 'the token is older than the project',
      explains: 'The project was deleted and made anew; old tokens are refused on purpose.',
      steps: ['Ask for a new token.'],
    },
  },
});
