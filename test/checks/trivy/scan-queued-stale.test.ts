import { tellsLine } from '../log-lines.ts';

tellsLine('scan-queued-stale', {
  shows: 'no scan job for artifact',
  near: 'scan job made',
});
