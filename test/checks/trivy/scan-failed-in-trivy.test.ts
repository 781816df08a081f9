import { tellsLine } from '../log-lines.ts';

tellsLine('scan-failed-in-trivy', {
  shows:
    'check scan report with mime type application/vnd.security.vulnerability.report; version=1.1: running trivy wrapper: running trivy: exit status 1: ... general response handler: unexpected status code: 500, expected: 200',
  near: 'scan finished',
});
