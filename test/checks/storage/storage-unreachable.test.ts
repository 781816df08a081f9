import { tellsLine } from '../log-lines.ts';

tellsLine('storage-unreachable', {
  shows: 'storage driver health check: s3aws: RequestError: send request failed',
  near: 'storage healthy',
});
