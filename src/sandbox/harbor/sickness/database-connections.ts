import { harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';

const SAYS = 'pq: sorry, too many clients already';

/** Every replica keeps its own pool, and together they want more than the server gives (goharbor/harbor#16631). */
export const databaseConnections = defineSickness({
  id: 'database-connections',
  title: 'The database has no connections left',
  strike({ ailing }) {
    ailing.set('database', `failed to run SQL "SELECT 1": ${SAYS}`);
    return () => void ailing.delete('database');
  },
  logs: (state) => [
    { component: 'core', lines: [harborLine(state.now(), 'ERROR', '/lib/http/error.go:57', SAYS)] },
    {
      component: 'database',
      lines: [`${state.now().toISOString()} UTC [412] FATAL:  sorry, too many clients already`],
    },
  ],
});
