import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-tls-mode',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern:
        /SSL is not enabled on the server|server does not support SSL|server refused TLS connection|tls error: server refused|no pg_hba\.conf entry for host[^\n]{0,200}(?:SSL off|no encryption)|connection requires a valid client certificate|sslmode value "[^"\n]{1,60}" invalid|unsupported sslmode|root certificate file "[^"\n]{1,200}" does not exist|(?:pq|postgres|database=|failed to connect to `?host=)[^\n]{0,300}(?:x509:|tls: |certificate verify failed|SSL error)[^\n]{0,100}|SSL (?:connection )?is required|pgcert|certificate authentication failed for user/,
      specimen: 'failed to ping database: pq: SSL is not enabled on the server',
      source: 'lib/pq ssl.go',
    },
  ],
  words: {
    en: {
      title: 'Database and Harbor disagree on TLS',
      probably: 'Harbor and the database do not agree on TLS',
      explains:
        '`sslmode` asks for TLS that the server does not speak, or the server demands TLS or a client certificate that Harbor does not offer.',
      steps: [
        'Compare `database.external.sslmode` with the server’s `pg_hba.conf` (`hostssl`, `clientcert`).',
        'Set `sslmode` to `require` or `disable` accordingly and restart core, jobservice and exporter.',
      ],
    },
  },
});
