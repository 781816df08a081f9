import { tellsLine } from '../log-lines.ts';

tellsLine('ldap-filter-invalid', {
  shows: 'LDAP Result Code 201 "Filter Compile Error": ldap: unexpected end of filter',
  near: 'LDAP search: 1 entry',
});
