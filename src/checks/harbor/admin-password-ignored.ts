import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'admin-password-ignored',
  severity: 'low',
  signs: [
    {
      pattern: /Admin password from config[^\n]{0,40}ignored[^\n]{0,120}/,
      specimen:
        'Admin password from config (HARBOR_ADMIN_PASSWORD) ignored: password already exists in database. Use Harbor UI or API to change.',
      source: 'goharbor/harbor@c50c7dd:src/core/main.go',
    },
  ],
  words: {
    en: {
      title: 'Administrator’s password ignored',
      probably: 'the administrator’s password in the values is ignored',
      explains: 'It counts only when the database is made; later it lives there.',
      steps: ['Change it in the user interface.'],
    },
  },
});
