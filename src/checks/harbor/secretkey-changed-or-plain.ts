import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'secretkey-changed-or-plain',
  severity: 'high',
  signs: [
    {
      pattern: /decrypt password failed(?![^\n]{0,60}invalid key size)[^\n]{0,160}/,
      specimen:
        '2020-08-27T18:51:41Z [ERROR] [/common/config/store/driver/db.go:53]: decrypt password failed, error illegal base64 data at input byte 0',
      source: 'goharbor/harbor-helm#713',
    },
  ],
  words: {
    en: {
      title: 'Secret key changed',
      probably: 'core cannot decrypt what was encrypted with another secret key',
      explains:
        'The 16-character key was changed or lost; stored passwords (endpoints, LDAP) cannot be read.',
      steps: [
        'Put the old key back (`secretKey` or the Secret of core).',
        'If it is lost: type all stored passwords again.',
      ],
    },
  },
});
