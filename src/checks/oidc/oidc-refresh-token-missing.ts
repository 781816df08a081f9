import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-refresh-token-missing',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to verify secret, username: \S{1,200}, error: failed to refresh[^\n]{0,200}|works again after a browser login|refresh token[^\n]{0,60}(?:expired|invalid|missing|not set)/,
      specimen:
        'unauthorized: authentication required (docker login with OIDC CLI secret, works again after a browser login)',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'OIDC login must be renewed',
      probably: 'the CLI secret works only after a new sign-in in the browser',
      explains:
        'Harbor refreshes the OIDC token behind the CLI secret; the provider gave no refresh token, or it expired.',
      steps: ['Request the scope `offline_access` and let the user sign in again.'],
    },
  },
});
