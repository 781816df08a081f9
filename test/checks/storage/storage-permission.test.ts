import { tellsLine } from '../log-lines.ts';

tellsLine('storage-permission', {
  shows: 'panic: filesystem: mkdir /storage/docker: permission denied',
  near: 'filesystem driver started, root directory /storage',
});
