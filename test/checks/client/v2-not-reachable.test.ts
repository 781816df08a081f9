import { tellsLine } from '../log-lines.ts';

tellsLine('v2-not-reachable', {
  shows: 'Error response from daemon: Login: <html><head><title>404 Not Found</title></head> (Code: 404)',
  near: 'Login Succeeded',
});
