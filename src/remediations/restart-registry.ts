import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborForbids, planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { collections } from '../probes/storage/collections.ts';

export default defineRemediation({
  id: 'restart-registry',
  risk: 'medium',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, collections },
  plan({ check, data }, { workloads, collections: runs }, _also, pull) {
    const helps = restartHelps('registry', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const why = harborForbids(runs, null);
    if (why !== null) return { state: 'not-ready', why };
    const of = { remediation: 'restart-registry', component: 'registry', risk: 'medium' } as const;
    const interrupts = 'Uploads and downloads in flight are cut; clients try again. Images stay.';
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart registry', would: 'restart registry' } },
});
