import { tellsLine } from '../log-lines.ts';

tellsLine('secretkey-wrong-length', {
  shows:
    '[ERROR] [/common/config/store/driver/db.go:53]: decrypt password failed, error crypto/aes: invalid key size 17',
  near: 'key loaded',
});
