import { tellsLine } from '../log-lines.ts';

tellsLine('login-lock', {
  shows: 'Login failed, locking alice, and sleep for 1.5s',
  near: 'Login ok',
});
