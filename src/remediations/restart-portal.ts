import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';

export default defineRemediation({
  id: 'restart-portal',
  risk: 'low',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads },
  plan({ check, data }, { workloads }, _also, pull) {
    const helps = restartHelps('portal', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const of = { remediation: 'restart-portal', component: 'portal', risk: 'low' } as const;
    const interrupts = 'The web pages are away for seconds. Pulls and pushes go on.';
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart portal', would: 'restart portal' } },
});
