import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-cannot-pull-from-core', {
  shows:
    'FATAL scan error: unable to initialize a scanner: unable to initialize an image scanner: failed to initialize source: unable to find the specified image "harbor-core/library/app@sha256:1": GET http://harbor-core/v2/library/app/manifests/sha256:1: UNAUTHORIZED',
  near: 'scanning harbor-core/library/app: 3 vulnerabilities',
});
