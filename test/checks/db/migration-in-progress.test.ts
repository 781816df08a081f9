import { tellsLine } from '../log-lines.ts';

tellsLine('migration-in-progress', {
  shows: '用户名密码不对 (login refused after 1.9.x upgrade)',
  near: 'quota 10 GB',
});
