import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'secretkey-wrong-length',
  severity: 'high',
  signs: [
    {
      pattern: /[^\n]{0,100}crypto\/aes: invalid key size \d{1,4}/,
      specimen:
        '[ERROR] [/common/config/store/driver/db.go:53]: decrypt password failed, error crypto/aes: invalid key size 17',
      source: 'goharbor/harbor#11166',
    },
  ],
  words: {
    en: {
      title: 'Secret key of wrong length',
      probably: 'the secret key has not 16 characters',
      explains: 'AES takes 16, 24 or 32 bytes; Harbor wants 16.',
      steps: ['Set a key of exactly 16 characters.'],
    },
  },
});
