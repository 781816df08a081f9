import imageSyncStuck from '../checks/image-controller/image-sync-stuck.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { imageSyncs } from '../probes/installation/image-syncs.ts';

export default defineRemediation({
  id: 'restart-image-controller',
  risk: 'medium',
  rows: ['B-RESTART', 'S1-79'],
  fixes: [imageSyncStuck],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, syncs: imageSyncs },
  plan({ check, data }, { workloads, syncs }, _also, pull) {
    const others = syncs.repositories
      .filter(({ sync }) => sync.state === 'syncing')
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .filter((name) => name !== data.name).length;
    const interrupts =
      others === 0
        ? 'No other sync runs.'
        : `${others} other ${others === 1 ? 'sync that runs is' : 'syncs that run are'} cut and begun again.`;
    const of = { remediation: 'restart-image-controller', component: 'image-controller' } as const;
    return planRestart({ ...of, check, risk: 'medium', interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart the image controller', would: 'restart the image controller' } },
});
