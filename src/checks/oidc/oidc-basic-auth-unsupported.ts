import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-basic-auth-unsupported',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to authenticate user:\S{0,200} error: ?not supported/,
      specimen: 'failed to authenticate user:<USER> error:not supported',
      source: 'goharbor/harbor#20729',
    },
  ],
  words: {
    en: {
      title: 'Password login not possible with OIDC',
      probably: 'users of an OIDC Harbor cannot log in with their password',
      explains: 'Only the CLI secret works for docker and the API.',
      steps: ['Use the CLI secret of the profile, or a robot account.'],
    },
  },
});
