import { tellsLine } from '../log-lines.ts';

tellsLine('gc-registryctl-failed', {
  shows: 'failed to get gc result: Failed to start GC: 500',
  near: 'gc result ok',
});
