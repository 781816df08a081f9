import { tellsLine } from '../log-lines.ts';

tellsLine('robot-name-truncated', {
  shows:
    'Get https://host/service/token?account=robot&client_id=docker&offline_token=true&service=harbor-registry: EOF',
  near: 'service/token?account=robot%24ci&service=harbor-registry',
});
