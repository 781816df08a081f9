import { tellsLine } from '../log-lines.ts';

tellsLine('core-hook-failed', {
  shows: "failed to report status change via hook, expect '200' but got '500'",
  near: 'status reported',
});
