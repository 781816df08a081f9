import { tellsLine } from '../log-lines.ts';

tellsLine('component-http-error', {
  shows:
    'received unexpected status code: 500 {"code":10004,"message":"check stats of server failed with error"}',
  near: 'received status code 200',
});
