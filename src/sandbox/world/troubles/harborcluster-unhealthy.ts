import { harborLine } from '../../harbor/sickness/lines.ts';
import { removeHarborCluster, tellHarborCluster } from '../operated-harbor.ts';
import { defineSickComponents, type Trouble } from '../trouble.ts';

const SAYS = 'password authentication failed for user "harbor" (SQLSTATE 28P01)';

const sick = defineSickComponents({
  id: 'harborcluster-unhealthy',
  title: 'A hosted Harbor is unhealthy: the operator was given a wrong password for the database',
  cause: 'harborcluster-unhealthy',
  pods: { core: 'CrashLoopBackOff' },
  logs: (now) => [
    {
      component: 'core',
      lines: [
        harborLine(
          now,
          'FATAL',
          '/core/main.go:188',
          `failed to initialize database: failed SASL auth (FATAL: ${SAYS})`,
        ),
      ],
    },
  ],
});

export const harborclusterUnhealthy: Trouble = {
  ...sick,
  strike(world) {
    sick.strike(world);
    tellHarborCluster(world, {
      type: 'DatabaseReady',
      reason: 'check database health failed',
      message: SAYS,
    });
  },
  heal(world) {
    sick.heal(world);
    removeHarborCluster(world.cluster);
  },
};
