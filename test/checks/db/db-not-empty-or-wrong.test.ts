import { tellsLine } from '../log-lines.ts';

tellsLine('db-not-empty-or-wrong', {
  shows: '[FATAL] [/core/main.go:123]: failed to migrate: pq: relation "schema_migrations" does not exist',
  near: 'relation created',
});
