import { harborLine } from '../../harbor/sickness/lines.ts';
import { defineSickComponents } from '../trouble.ts';

/** After an upgrade core counts every image of every project before it serves. */
export const quotaSync = defineSickComponents({
  id: 'quota-sync',
  title: 'After an upgrade nobody can log in: core still computes the quotas of all projects',
  cause: 'migration-in-progress',
  pods: { core: 'NotReady' },
  logs: (now) => [
    {
      component: 'core',
      lines: [
        harborLine(now, 'INFO', '/common/dao/pgsql.go:98', 'The database has been migrated successfully'),
        harborLine(now, 'INFO', '/core/main.go:220', 'Start to sync quota data .....'),
      ],
    },
  ],
});
