import { tellsLine } from '../log-lines.ts';

tellsLine('quota-refresh-error', {
  shows: 'refresh quota for %s %s failed, error: %v',
  near: 'quota refreshed',
});
