import { tellsLine } from '../log-lines.ts';

tellsLine('job-log-absent', {
  shows:
    '{"errors":[{"code":"NOT_FOUND","message":"{\\"code\\":10010,\\"message\\":\\"object is not found\\",\\"details\\":\\"log entity: 3374b652710f236be44037b1\\"}"}]}',
  near: 'log entity written',
});
