import { tellsLine } from '../log-lines.ts';

tellsLine('artifact-not-in-harbor', {
  shows: 'Error response from daemon: unknown: artifact docker_proxy/library/nginx:latest not found',
  near: 'artifact cached',
});
