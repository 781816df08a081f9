import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-unreachable',
  severity: 'high',
  signs: [
    {
      pattern: /request health info failed with err:(?![^\n]{0,300}x509: )/,
      specimen:
        'request health info failed with err: Get "http://harbor-core:80/api/v2.0/health": dial tcp: connection refused',
      source: 'goharbor/harbor@c50c7dd:src/pkg/exporter/health_collector.go',
      tells: 'suggests',
      orElse: ['exporter-port-zero', 'component-http-error'],
    },
    {
      // Whoever of Harbor asks core: not the token service or the registry behind it, and not port 0.
      pattern:
        /https?:\/\/(?:[\w.-]{1,60}-)?core(?:\.[\w.-]{1,100})?(?::[1-9]\d{0,4})?\/(?!v2\/|service\/)\S{0,200}: (?:dial tcp|read tcp|EOF|net\/http|context deadline)[^\n]{0,200}/,
      specimen:
        'Job context initialization error: Get http://core:8080/api/configs: dial tcp 172.18.0.8:8080: getsockopt: connection refused',
      source: 'goharbor/harbor#8344',
      tells: 'suggests',
      orElse: ['core-unreachable-at-start', 'component-unreachable'],
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
