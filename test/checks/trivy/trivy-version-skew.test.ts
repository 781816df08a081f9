import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-version-skew', {
  shows: 'running trivy: exit status 1: Incorrect Usage. flag provided but not defined: -format',
  near: 'Trivy 0.50',
});
