import { harborLine } from '../../harbor/sickness/lines.ts';
import { defineSickComponents } from '../trouble.ts';

const DIAL = 'dial tcp 10.96.12.7:5432: connect: connection refused';

/** The database's pod does not come up; core ends when it cannot reach it. */
export const databaseDown = defineSickComponents({
  id: 'database-down',
  title: 'Harbor’s database does not come up, and core with it',
  cause: 'db-unreachable',
  pods: { database: 'NotReady', core: 'CrashLoopBackOff' },
  health: { database: `failed to run SQL "SELECT 1": ${DIAL}` },
  logs: (now) => [
    {
      component: 'core',
      lines: [
        harborLine(
          now,
          'INFO',
          '/common/dao/base.go:67',
          'Registering database: type-PostgreSQL host-harbor-database port-5432',
        ),
        harborLine(
          now,
          'ERROR',
          '/common/utils/utils.go:108',
          `failed to connect to tcp://harbor-database:5432, retry after 2 seconds :${DIAL}`,
        ),
        harborLine(
          now,
          'FATAL',
          '/core/main.go:156',
          `failed to initialize database: failed to connect to tcp:harbor-database:5432 after 60 seconds`,
        ),
      ],
    },
  ],
});
