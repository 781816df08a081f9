import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-unreachable',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern:
        /failed to (?:initialize|ping|connect to) (?:the )?(?:database|postgres\w{0,5})|failed to connect to `/,
      specimen: 'failed to initialize database: failed to connect to `host=harbor-database`',
      source: 'goharbor/harbor@c50c7dd:src/cmd/exporter/main.go; goharbor/harbor@c50c7dd:src/core/main.go',
      tells: 'suggests',
      orElse: ['db-auth-failed', 'db-database-missing', 'db-tls-mode', 'db-no-public-schema'],
    },
    {
      pattern:
        /dial tcp \S{1,253}:5432: [^\n]{1,100}|the database system is (?:starting up|shutting down|in recovery mode)|could not connect to server: [^\n]{1,120}|failed to connect to tcp:\/\/\S{1,200}:5432|notary(?:server|signer) database failed to come up within/,
      specimen: '[ERROR] failed to ping: dial tcp 10.0.0.7:5432: connect: connection refused',
      source: 'Go net; PostgreSQL',
    },
  ],
  words: {
    en: {
      title: 'Database unreachable',
      probably: 'the database cannot be reached',
      explains: 'Its name does not resolve, nothing listens, or the pod is not up.',
      steps: [
        '`kubectl -n <namespace> get pods,endpoints` of the database; `nc -zv <host> 5432` from core’s node.',
        'Correct host, port, user, password or sslMode: `database.external` in the chart, `spec.database` and its Secret of a HarborCluster.',
        'Core tries for a minute and ends; it comes back by itself when the database answers.',
      ],
    },
  },
});
