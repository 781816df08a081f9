import { tellsLine } from '../log-lines.ts';

tellsLine('push-denied', {
  shows: 'denied: requested access to the resource is denied',
  near: 'pushed',
});
