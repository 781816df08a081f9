import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-cli-secret-wrong',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to verify the secret: secret mismatch[^\n]{0,160}|failed to verify secret[^\n]{0,120}secret mismatch[^\n]{0,160}/,
      specimen:
        'failed to verify secret, username: <USERNAME>, error: failed to verify the secret: secret mismatch, username: <USERNAME>',
      source: 'goharbor/harbor#20729',
    },
  ],
  words: {
    en: {
      title: 'CLI secret wrong',
      probably: 'the CLI secret is not the one stored',
      explains: 'The user typed an old secret or the provider’s password.',
      steps: ['Copy the secret from the user’s profile.'],
    },
  },
});
