import { harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';

const DIAL = 'dial tcp 10.96.12.7:5432: connect: connection refused';

/** Ping and health still answer, everything else is an internal server error. */
export const databaseDown = defineSickness({
  id: 'database-down',
  title: 'Core cannot reach its database',
  strike({ ailing }) {
    ailing.set('database', `failed to run SQL "SELECT 1": ${DIAL}`);
    return () => void ailing.delete('database');
  },
  logs: (state) => [
    {
      component: 'core',
      lines: [
        harborLine(
          state.now(),
          'ERROR',
          '/lib/http/error.go:57',
          `{"errors":[{"code":"UNKNOWN","message":"unknown: ${DIAL}"}]}`,
        ),
        harborLine(state.now(), 'ERROR', '/lib/orm/orm.go:69', `failed to connect to the database: ${DIAL}`),
      ],
    },
  ],
});
