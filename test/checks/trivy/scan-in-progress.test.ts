import { tellsLine } from '../log-lines.ts';

tellsLine('scan-in-progress', {
  shows:
    '2021-07-06T21:25:37Z [INFO] [/pkg/scan/job.go:219]: Report with mime type application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0 is not ready yet, retry after 5 seconds',
  near: 'report is ready',
});
