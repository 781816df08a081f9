import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-oom-killed', {
  shows: 'running trivy wrapper: running trivy: signal: killed',
  near: 'trivy memory 71 %',
});
