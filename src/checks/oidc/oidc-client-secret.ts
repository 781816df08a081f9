import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-client-secret',
  severity: 'high',
  signs: [
    {
      pattern: /Failed to exchange token, error:[^\n]{0,300}|oauth2: cannot fetch token[^\n]{0,160}/,
      specimen: 'Failed to exchange token, error: oauth2: cannot fetch token: 401 Unauthorized',
      source: 'goharbor/harbor@c50c7dd:src/core/controllers/oidc.go',
    },
  ],
  words: {
    en: {
      title: 'OIDC client secret wrong',
      probably: 'the provider does not accept Harbor’s client id or secret',
      explains: 'It was rotated, or belongs to another application.',
      steps: ['Put the provider’s current client secret into the configuration.'],
    },
  },
});
