import { tellsLine } from '../log-lines.ts';

tellsLine('override-disabled', {
  shows:
    'the same name artifact library/nginx:1.25 exists on the destination registry, but the "override" is set to false, skip',
  near: 'override',
});
