import rwoRollingUpdateDeadlock from '../checks/kubernetes/rwo-rolling-update-deadlock.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';

/** Parts whose end in the middle of their work does harm: they are left to people. */
const NEVER: ReadonlySet<string> = new Set(['database', 'redis']);

export default defineRemediation({
  id: 'release-volume',
  risk: 'medium',
  rows: ['B-RESTART'],
  fixes: [rwoRollingUpdateDeadlock],
  rights: RESTART_RIGHTS.filter(({ resource }) => resource === 'pods/eviction'),
  needs: { workloads: componentWorkloads },
  plan({ check, data }, { workloads }, _also, pull) {
    const { component, namespace, holds } = data;
    if (NEVER.has(component))
      return {
        state: 'not-ready',
        why: `all of Harbor hangs on ${component}; with a backup at hand: \`kubectl -n ${namespace} delete pod ${holds}\``,
      };
    const interrupts = `${component} is away until the new pod has the volume and is ready.`;
    const of = { remediation: 'release-volume', component, risk: 'medium' } as const;
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'End the old pod', would: 'evict the old pod, which holds the volume' } },
});
