import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-temp-disk-full', {
  shows: 'FATAL scan error: failed to analyze layer: write /tmp/fanal-1/layer.tar: no space left on device',
  near: 'cache 1.2 GB',
});
