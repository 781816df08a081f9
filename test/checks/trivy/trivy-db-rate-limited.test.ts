import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-db-rate-limited', {
  shows:
    'init error: DB error: failed to download vulnerability DB: database download error: OCI repository error: GET https://ghcr.io/v2/aquasecurity/trivy-db/manifests/2: TOOMANYREQUESTS: retry-after: 35.852µs, allowed: 44000/minute',
  near: 'vulnerability DB updated',
});
