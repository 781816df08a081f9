import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'endpoint-unreachable',
  severity: 'high',
  signs: [
    {
      pattern: /failed to ping registry \S{1,300}:[^\n]{0,400}/,
      specimen:
        '2023-02-20T00:24:32Z [ERROR] [/pkg/reg/adapter/native/adapter.go:126]: failed to ping registry https://registry-1.docker.io: Get https://registry-1.docker.io/v2/: dial tcp 34.205.13.154:443: i/o timeout',
      source: 'goharbor/harbor#18270',
    },
  ],
  words: {
    en: {
      title: 'Endpoint unreachable',
      probably: 'the registry endpoint cannot be reached from core',
      explains: 'DNS, network, proxy or certificate stand between.',
      steps: ['`curl -v <endpoint>/v2/` from the core pod; set the proxy for core.'],
    },
  },
});
