import { tellsLine } from '../log-lines.ts';

tellsLine('redis-restart-cascade', {
  shows: 'restart of Redis server will cause the restart of jobservice',
  near: 'Redis restarted',
});
