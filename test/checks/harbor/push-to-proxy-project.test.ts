import { tellsLine } from '../log-lines.ts';

tellsLine('push-to-proxy-project', {
  shows: 'can not push artifact to a proxy project: dockerhub',
  near: 'pushed to project dev',
});
