import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'secretkey-missing',
  severity: 'high',
  signs: [
    {
      pattern: /failed to get secret key, error:[^\n]{0,200}/,
      specimen: 'failed to get secret key, error: open /etc/core/key: no such file or directory',
      source: 'goharbor/harbor@c50c7dd:src/lib/config/config.go',
    },
  ],
  words: {
    en: {
      title: 'Secret key missing',
      probably: 'core finds no secret key',
      explains: 'The Secret or file with the key is not mounted.',
      steps: ['Mount it at `/etc/core/key`; the chart does that from `secretKey`.'],
    },
  },
});
