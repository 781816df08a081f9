import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'catalog-needs-admin',
  severity: 'low',
  signs: [
    {
      pattern: /unauthorized to list catalog/,
      specimen: 'unauthorized to list catalog',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/v2auth/auth.go',
    },
  ],
  words: {
    en: {
      title: 'Catalogue only for administrators',
      probably: 'only administrators may list the catalogue',
      explains: '`/v2/_catalog` shows every project.',
      steps: ['Use the projects’ API, or an administrator’s login.'],
    },
  },
});
