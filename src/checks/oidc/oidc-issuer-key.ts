import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-issuer-key',
  severity: 'high',
  signs: [
    {
      pattern: /failed to verify (?:id token )?signature[^\n]{0,160}|failed to verify id token signature/,
      specimen: 'failed to verify id token signature',
      source: 'goharbor/harbor#21758',
    },
  ],
  words: {
    en: {
      title: 'Provider’s signing key not known',
      probably: 'the ID token is signed with a key Harbor does not get from the provider',
      explains: 'Keys were rotated, or a proxy caches the old key set.',
      steps: ['Ask the provider’s `jwks_uri`; restart core.'],
    },
  },
});
