import { tellsLine } from '../log-lines.ts';

tellsLine('client-disconnected', {
  shows: 'http: proxy error: context canceled',
  near: 'client connected',
});
