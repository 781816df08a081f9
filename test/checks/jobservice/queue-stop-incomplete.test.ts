import { tellsLine } from '../log-lines.ts';

tellsLine('queue-stop-incomplete', {
  shows: "Wait for max 1 hour the scan status will be updated back to 'Queued'",
  near: 'status Queued',
});
