import { tellsLine } from '../log-lines.ts';

tellsLine('notification-race', {
  shows: 'pull manifest from local registry failed404 tag unknown, tag=xxx.',
  near: 'tag v1 pushed',
});
