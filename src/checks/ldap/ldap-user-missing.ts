import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'ldap-user-missing',
  severity: 'low',
  signs: [
    {
      pattern: /Not found an entry\.?/,
      specimen: 'Not found an entry.',
      source: 'goharbor/harbor@c50c7dd:src/core/auth/ldap/ldap.go',
    },
  ],
  words: {
    en: {
      title: 'User not in LDAP',
      probably: 'LDAP has no such user under this base DN and filter',
      explains: 'The name is mistyped, or the filter excludes it.',
      steps: ['Search with `ldapsearch` under the same base and filter.'],
    },
  },
});
