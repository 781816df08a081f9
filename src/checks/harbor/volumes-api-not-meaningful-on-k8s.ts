import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'volumes-api-not-meaningful-on-k8s',
  severity: 'low',
  rows: ['S2-5.9'],
  signs: [
    {
      pattern: /The path \/data is not found, will return zero value of capacity/,
      specimen:
        '2020-05-17T15:31:00Z [WARNING] [/core/systeminfo/imagestorage/filesystem/driver.go:51]: The path /data is not found, will return zero value of capacity',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Volume size unknown in Kubernetes',
      probably: 'core cannot see the registry’s volume and reports zero',
      explains:
        'In Kubernetes the volume is mounted in the registry pod, not in core; the figure means nothing there.',
      steps: ['Nothing to do; read the volume’s use from the claim’s metrics.'],
    },
  },
});
