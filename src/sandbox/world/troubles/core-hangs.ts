import { harborLine } from '../../harbor/sickness/lines.ts';
import { defineSickComponents } from '../trouble.ts';

/** It runs, answers no probe and writes nothing that says why; a new pod is well. */
export const coreHangs = defineSickComponents({
  id: 'core-hangs',
  title: 'Harbor’s core runs and does not answer',
  cause: 'component-not-ready',
  pods: { core: 'NotReady' },
  logs: (now) => [
    {
      component: 'core',
      lines: [
        harborLine(now, 'INFO', '/common/dao/pgsql.go:151', 'The database has been migrated successfully'),
      ],
    },
  ],
});
