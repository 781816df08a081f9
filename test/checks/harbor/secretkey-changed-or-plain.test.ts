import { tellsLine } from '../log-lines.ts';

tellsLine('secretkey-changed-or-plain', {
  shows:
    '2020-08-27T18:51:41Z [ERROR] [/common/config/store/driver/db.go:53]: decrypt password failed, error illegal base64 data at input byte 0',
  near: 'password decrypted',
});
