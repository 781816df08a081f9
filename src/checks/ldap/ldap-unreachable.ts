import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'ldap-unreachable',
  severity: 'high',
  signs: [
    {
      pattern:
        /ldap connection fail:[^\n]{0,200}|LDAP connect fail[^\n]{0,200}|[Cc]an ?not bind search dn[^\n]{0,200}|LDAP Result Code 200 "(?:Network Error)?"[^\n]{0,160}|LDAP Result Code (?:51|52|81|91)\b[^\n]{0,160}/,
      specimen: 'ldap connection fail: LDAP Result Code 200 "Network Error"',
      source: 'goharbor/harbor@c50c7dd:src/core/auth/ldap/ldap.go',
    },
  ],
  words: {
    en: {
      title: 'LDAP unreachable',
      probably: 'the LDAP server cannot be reached',
      explains: 'Address, port, certificate or network.',
      steps: ['`ldapsearch -H <url> -x` from the core pod.'],
    },
  },
});
