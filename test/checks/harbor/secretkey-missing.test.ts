import { tellsLine } from '../log-lines.ts';

tellsLine('secretkey-missing', {
  shows: 'failed to get secret key, error: open /etc/core/key: no such file or directory',
  near: 'secret key loaded',
});
