import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'internal-registry-credentials',
  severity: 'high',
  signs: [
    {
      pattern: /error authenticating user "?\w{1,60}"?: authentication failure/,
      specimen: 'error authenticating user "harbor_registry_user": authentication failure',
      source: 'distribution/distribution registry/auth/htpasswd/access.go (v2.8.3)',
    },
  ],
  words: {
    en: {
      title: 'Registry’s internal login wrong',
      probably: 'core’s internal login at the registry is refused',
      explains: 'The htpasswd of the registry and the password core has differ.',
      steps: ['Set `registry.credentials` once in the values and restart core, jobservice and registry.'],
    },
  },
});
