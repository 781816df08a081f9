import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'endpoint-check-error',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to check health of registry \d{1,9}:[^\n]{0,400}/,
      specimen:
        'failed to check health of registry 2: Get "https://registry-1.docker.io/v2/": dial tcp: i/o timeout',
      source: 'goharbor/harbor@c50c7dd:src/controller/registry/controller.go',
    },
  ],
  words: {
    en: {
      title: 'Endpoint’s check failed',
      probably: 'the health check of a registry endpoint failed',
      explains: 'The message behind tells DNS, network, TLS or login.',
      steps: ['Test the endpoint in Registries.'],
    },
  },
});
