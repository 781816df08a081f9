import { tellsLine } from '../log-lines.ts';

tellsLine('db-tls-mode', {
  shows: 'failed to ping database: pq: SSL is not enabled on the server',
  near: 'SSL connection (protocol: TLSv1.3)',
});
