import { tellsLine } from '../log-lines.ts';

tellsLine('jobservice-not-ready', {
  shows: 'failed to check the jobservice health status: timeout, error: received unexpected status code: 500',
  near: 'jobservice healthy',
});
