import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-unreachable',
  severity: 'high',
  signs: [
    {
      pattern: /request health info failed with err:/,
      specimen:
        'request health info failed with err: Get "http://harbor-core:80/api/v2.0/health": dial tcp: connection refused',
      source: 'goharbor/harbor@c50c7dd:src/pkg/exporter/health_collector.go',
      tells: 'suggests',
      orElse: ['exporter-port-zero', 'component-http-error'],
    },
  ],
  words: {
    en: {
      title: 'Exporter cannot reach core',
      probably: 'the exporter cannot reach core',
      explains: 'Core is down, or the exporter has another address.',
      steps: ['Look at core; check the exporter’s `HARBOR_SERVICE_HOST`.'],
    },
  },
});
