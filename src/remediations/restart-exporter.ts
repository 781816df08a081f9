import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';

export default defineRemediation({
  id: 'restart-exporter',
  risk: 'low',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads },
  plan({ check, data }, { workloads }, _also, pull) {
    const helps = restartHelps('exporter', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const of = { remediation: 'restart-exporter', component: 'exporter', risk: 'low' } as const;
    const interrupts = 'Metrics have a gap of seconds. Nothing else notices.';
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart exporter', would: 'restart exporter' } },
});
