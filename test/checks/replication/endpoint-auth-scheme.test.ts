import { tellsLine } from '../log-lines.ts';

tellsLine('endpoint-auth-scheme', {
  shows: 'unsupported auth scheme: [{basic map[realm:x]} ...]',
  near: 'auth scheme bearer',
});
