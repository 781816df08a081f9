import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'ldap-size-limit',
  severity: 'medium',
  signs: [
    {
      pattern:
        /LDAP Result Code (?:4|11|3)\b[^\n]{0,160}|[Ss]ize [Ll]imit [Ee]xceeded|[Aa]dministrative [Ll]imit [Ee]xceeded|sizelimit|more entries? (?:than|returned)[^\n]{0,60}(?:limit|one)|Multiple DN found|multiple user DN found|more than one (?:user|entry|result)/i,
      specimen: 'LDAP Result Code 4 "Size Limit Exceeded": ',
      source: 'go-ldap error.go',
    },
  ],
  words: {
    en: {
      title: 'LDAP size limit',
      probably: 'the LDAP server returns no more entries than its limit',
      explains:
        'The search matches more entries than the server gives in one answer; users or groups beyond it are not found.',
      steps: [
        'Narrow the base DN or the filter.',
        'Raise the server’s limit for Harbor’s search account, or allow paging.',
      ],
    },
  },
});
