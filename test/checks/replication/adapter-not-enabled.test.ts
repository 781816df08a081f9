import { tellsLine } from '../log-lines.ts';

tellsLine('adapter-not-enabled', {
  shows: 'failed to get adapter factory for registry type quay-io: adapter factory for quay-io not found',
  near: 'adapter found',
});
