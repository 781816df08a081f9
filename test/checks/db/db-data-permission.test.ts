import { tellsLine } from '../log-lines.ts';

tellsLine('db-data-permission', {
  shows: "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
  near: 'fixing permissions on existing directory /var/lib/postgresql/data/pgdata ... ok',
});
