import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'scan-failed-in-trivy',
  severity: 'medium',
  signs: [
    {
      pattern: /running trivy wrapper: running trivy: exit status 1/,
      specimen:
        'check scan report with mime type application/vnd.security.vulnerability.report; version=1.1: running trivy wrapper: running trivy: exit status 1: ... general response handler: unexpected status code: 500, expected: 200',
      source: 'goharbor/harbor#18454',
      // The wrapper says only that it failed: what trivy printed tells why.
      tells: 'suggests',
      orElse: ['trivy-egress-blocked', 'trivy-cannot-pull-from-core', 'trivy-scan-timeout'],
    },
  ],
  words: {
    en: {
      title: 'Scan failed inside Trivy',
      probably: 'Trivy itself failed on this image',
      explains: 'The adapter only tells its exit status; Trivy’s log has the reason.',
      steps: ['Read the Trivy pod’s log at that time and ask `explain` about it.'],
    },
  },
});
