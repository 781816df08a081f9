import { tellsLine } from '../log-lines.ts';

tellsLine('db-no-public-schema', {
  shows:
    'failed to initialize database: pq: no schema has been selected to create in in line 0: CREATE TABLE "schema_migrations" (version bigint not null primary key, dirty boolean not null)',
  near: 'schema public exists',
});
