import { harborLine } from '../../harbor/sickness/lines.ts';
import { defineSickComponents } from '../trouble.ts';

/** `helm rollback` after an upgrade: the schema stayed where the newer version had brought it. */
export const schemaDowngrade = defineSickComponents({
  id: 'schema-downgrade',
  title: 'Harbor was rolled back by Helm, and core does not start on the newer schema',
  cause: 'db-schema-newer-than-binary',
  pods: { core: 'CrashLoopBackOff' },
  health: {},
  logs: (now) => [
    {
      component: 'core',
      lines: [
        harborLine(
          now,
          'ERROR',
          '/common/config/manager.go:192',
          'failed to get key admiral_url, error: the configure value is not set',
        ),
        harborLine(now, 'INFO', '/common/dao/pgsql.go:98', 'Upgrading schema for pgsql ...'),
        harborLine(
          now,
          'ERROR',
          '/common/dao/pgsql.go:112',
          'Failed to upgrade schema, error: "file does not exist"',
        ),
        harborLine(now, 'FATAL', '/core/main.go:160', 'failed to initialize database: file does not exist'),
      ],
    },
  ],
});
