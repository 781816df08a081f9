import { tellsLine } from '../log-lines.ts';

tellsLine('core-unreachable-at-start', {
  shows: 'panic: failed to load configuration, error: failed to load rest config',
  near: 'rest config loaded',
});
