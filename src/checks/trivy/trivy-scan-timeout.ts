import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-scan-timeout',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:image scan failed|scan error|scan failed|analyze error|walk error|semaphore acquire)[^\n]{0,300}(?:context deadline exceeded|timeout)|(?:trivy|scan(?:ning|ner)?)[^\n]{0,200}(?:context deadline exceeded|timed out)|Provide a higher timeout value|increase (?:the )?--timeout/i,
      specimen:
        'FATAL image scan error: scan error: image scan failed: failed analysis: analyze error: timeout: context deadline exceeded',
      source: 'Trivy pkg/commands/artifact/run.go',
    },
  ],
  words: {
    en: {
      title: 'Scan takes too long',
      probably: 'the scan of this image exceeds the scanner’s time limit',
      explains: 'Large images with many jars or packages need longer than five minutes; Trivy then gives up.',
      steps: [
        'Set `SCANNER_TRIVY_TIMEOUT` (chart: `trivy.timeout`) to `15m`.',
        'Give the Trivy pod more CPU; scan again.',
      ],
    },
  },
});
