import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-scan-timeout', {
  shows:
    'FATAL image scan error: scan error: image scan failed: failed analysis: analyze error: timeout: context deadline exceeded',
  near: 'scan took 41 s',
});
