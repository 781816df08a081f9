import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-connection-dropped',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to run SQL \\?"?SELECT 1|begin transaction failed: (?:write|read) tcp [^\n]{0,200}|driver: bad connection|terminating connection due to (?:administrator command|idle|unexpected)|server closed the connection unexpectedly|(?:pq|pgconn|pgx)[^\n]{0,80}(?:unexpected EOF|connection reset by peer|broken pipe)[^\n]{0,60}/,
      specimen: '{"name":"database","status":"unhealthy","error":"failed to run SQL \\"SELECT 1\\": ..."}',
      source: 'goharbor/harbor#22140; goharbor/harbor src/controller/health/checker.go',
    },
  ],
  words: {
    en: {
      title: 'Database connection dropped',
      probably: 'connections to the database are cut',
      explains:
        'A firewall, a load balancer or a restart ends idle connections; the next query on them fails.',
      steps: [
        'Lower `connMaxLifetime` below the idle time-out between Harbor and the database.',
        'Look whether the database restarted.',
      ],
    },
  },
});
