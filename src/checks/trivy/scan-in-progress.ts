import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'scan-in-progress',
  severity: 'low',
  signs: [
    {
      pattern: /is not ready yet, retry after \d{1,6} seconds/,
      specimen:
        '2021-07-06T21:25:37Z [INFO] [/pkg/scan/job.go:219]: Report with mime type application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0 is not ready yet, retry after 5 seconds',
      source: 'aquasecurity/harbor-scanner-trivy#177',
    },
  ],
  words: {
    en: {
      title: 'Report not ready yet',
      probably: 'the scan is still running',
      explains: 'Jobservice asks again until the report is there.',
      steps: ['Wait.'],
    },
  },
});
