import { tellsLine } from '../log-lines.ts';

tellsLine('no-default-scanner', {
  shows: "no scanner is configured, it's not possible to scan",
  near: 'scanner Trivy',
});
