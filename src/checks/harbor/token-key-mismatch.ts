import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'token-key-mismatch',
  severity: 'high',
  signs: [
    {
      pattern: /token signed by untrusted key with ID[^\n]{0,160}/,
      specimen: 'token signed by untrusted key with ID: "ABCD:EFGH"',
      source: 'distribution/distribution registry/auth/token/token.go (v2.8.3)',
    },
  ],
  words: {
    en: {
      title: 'Registry does not trust core’s key',
      probably: 'the registry does not trust the key that core signs tokens with',
      explains: 'Certificate and private key of the token service are no longer a pair.',
      steps: ['Make both anew (the chart’s core Secret) and restart core and registry.'],
    },
  },
});
