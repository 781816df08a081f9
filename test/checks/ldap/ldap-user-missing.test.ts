import { tellsLine } from '../log-lines.ts';

tellsLine('ldap-user-missing', {
  shows: 'Not found an entry.',
  near: 'found an entry',
});
