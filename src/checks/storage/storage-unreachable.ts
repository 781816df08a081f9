import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-unreachable',
  severity: 'high',
  rows: ['S0-6'],
  signs: [
    {
      pattern:
        /storage driver health check:[^\n]{0,300}|s3aws: RequestError: send request failed[^\n]{0,300}|storage (?:backend|driver)[^\n]{0,60}(?:unreachable|unavailable)/,
      specimen: 'storage driver health check: s3aws: RequestError: send request failed',
      source: 'distribution/distribution registry/handlers/app.go',
    },
    {
      pattern: /panic: [^\n]{0,60}https?:\/\/[^\n]{1,300}(?:dial tcp|EOF|no such host)[^\n]{0,200}/,
      specimen:
        'panic: Put https://acme.blob.core.windows.net/registry?restype=container: dial tcp: i/o timeout',
      source: 'distribution/distribution#3154',
    },
  ],
  words: {
    en: {
      title: 'Storage unreachable',
      probably: 'the registry cannot reach its storage',
      explains: 'The store’s address, network or login.',
      steps: [
        'From the registry’s pod: `kubectl -n <namespace> exec deploy/<registry> -c registry -- curl -sv <regionendpoint>`.',
        'Correct endpoint, region, bucket, keys or `v4auth`: `imageChartStorage` in the chart, `spec.storage` of a HarborCluster; then restart the registry.',
      ],
    },
  },
});
