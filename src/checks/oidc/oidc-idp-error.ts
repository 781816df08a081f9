import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-idp-error',
  severity: 'medium',
  signs: [
    {
      pattern: /OIDC callback returned error:[^\n]{0,200}/,
      specimen: 'OIDC callback returned error: access_denied - user cancelled',
      source: 'goharbor/harbor@c50c7dd:src/core/controllers/oidc.go',
    },
  ],
  words: {
    en: {
      title: 'Provider refused the sign-in',
      probably: 'the provider refused the sign-in',
      explains: 'The user cancelled, or the provider does not let this user use the application.',
      steps: ['Read the reason behind the message; look at the provider’s log.'],
    },
  },
});
