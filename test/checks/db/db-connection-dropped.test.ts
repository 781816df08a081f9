import { tellsLine } from '../log-lines.ts';

tellsLine('db-connection-dropped', {
  shows: '{"name":"database","status":"unhealthy","error":"failed to run SQL \\"SELECT 1\\": ..."}',
  near: 'begin transaction',
});
