import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-token-expired-clock',
  severity: 'medium',
  signs: [
    {
      pattern:
        /oidc: token is expired[^\n]{0,120}|token (?:was |is )?(?:used before issued|not (?:yet )?valid yet|issued in the future)|oidc: current time [^\n]{1,60} before the nbf|id token[^\n]{0,80}(?:expired|not yet valid|issued in the future)|Token used before issued|[Ff]ailed to verify (?:the )?(?:id )?token[^\n]{0,80}expired[^\n]{0,80}/,
      specimen:
        'Failed to verify token, error: oidc: token is expired (Token Expiry: 2024-03-01 10:00:00 +0000 UTC)',
      source: 'coreos/go-oidc verify.go',
    },
  ],
  words: {
    en: {
      title: 'ID token expired, or clocks apart',
      probably: 'the ID token is expired for Harbor’s clock',
      explains:
        'Either the token is old, or the clocks of the provider and of the nodes under core are apart.',
      steps: [
        'Compare `date -u` on the nodes with the provider’s `Date` header.',
        'Repair time synchronisation; let the user sign in again.',
      ],
    },
  },
});
