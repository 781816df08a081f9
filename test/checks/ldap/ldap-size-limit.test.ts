import { tellsLine } from '../log-lines.ts';

tellsLine('ldap-size-limit', {
  shows: 'LDAP Result Code 4 "Size Limit Exceeded": ',
  near: 'LDAP Result Code 0 "Success"',
});
