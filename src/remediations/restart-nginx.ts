import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';

export default defineRemediation({
  id: 'restart-nginx',
  risk: 'medium',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads },
  plan({ check, data }, { workloads }, _also, pull) {
    const helps = restartHelps('nginx', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const of = { remediation: 'restart-nginx', component: 'nginx', risk: 'medium' } as const;
    const interrupts = 'Everything that goes through the proxy is cut for seconds, pulls in flight too.';
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart nginx', would: 'restart nginx' } },
});
