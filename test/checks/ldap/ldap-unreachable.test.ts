import { tellsLine } from '../log-lines.ts';

tellsLine('ldap-unreachable', {
  shows: 'ldap connection fail: LDAP Result Code 200 "Network Error"',
  near: 'ldap connected',
});
