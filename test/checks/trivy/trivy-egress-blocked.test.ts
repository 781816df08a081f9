import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-egress-blocked', {
  shows:
    'FATAL init error: DB error: failed to download vulnerability DB: OCI artifact error: OCI repository error: Get "https://ghcr.io/v2/": Forbidden',
  near: 'vulnerability DB updated',
});
