import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-temp-disk-full',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:trivy|scanner|\/tmp\/|fanal|\.cache\/(?:trivy|reports))[^\n]{0,300}no space left on device|no space left on device[^\n]{0,200}(?:trivy|scanner|fanal)/i,
      specimen:
        'FATAL scan error: failed to analyze layer: write /tmp/fanal-1/layer.tar: no space left on device',
      source: 'Trivy pkg/fanal',
    },
  ],
  words: {
    en: {
      title: 'Scanner’s disk full',
      probably: 'the scanner has no space for the layers it unpacks',
      explains: 'Trivy unpacks layers below its cache or `/tmp`; the volume is smaller than the image.',
      steps: [
        '`df -h` in the Trivy pod: `/tmp` and `/home/scanner/.cache`.',
        'Enlarge the claim or `sizeLimit`, or clear the cache.',
      ],
    },
  },
});
