import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'ldap-filter-invalid',
  severity: 'medium',
  signs: [
    {
      pattern:
        /LDAP Result Code (?:201|32|34|18|21|16|17)[^\n]{0,200}|[Ff]ilter [Cc]ompile [Ee]rror|[Ii]nvalid (?:LDAP )?(?:search )?filter|No Such Object|Invalid DN Syntax|ldap: (?:finished compiling filter with extra at end|unexpected end of filter|filter does not start with)[^\n]{0,120}|ErrInvalidFilter|ErrEmptyBaseDN|ErrDNSyntax/,
      specimen: 'LDAP Result Code 201 "Filter Compile Error": ldap: unexpected end of filter',
      source: 'go-ldap filter.go',
    },
    {
      pattern: /LDAP Result Code 10 "Referral"[^\n]{0,200}/,
      specimen:
        'Error occurred in UserLogin: LDAP Result Code 10 "Referral": 0000202B: RefErr: DSID-0310084B, data 0, 1 access points',
      source: 'goharbor/harbor#20641',
    },
  ],
  words: {
    en: {
      title: 'LDAP filter or base DN invalid',
      probably: 'the LDAP filter, base DN or attribute is not valid',
      explains:
        'A bracket is missing in the filter, or the base DN does not exist on this server; every LDAP login then fails.',
      steps: [
        'Try the same with `ldapsearch -b <base> "<filter>"`.',
        'Correct filter and base DN in the configuration and press Test.',
      ],
    },
  },
});
