import componentNotReady from '../checks/kubernetes/component-not-ready.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { collections } from '../probes/storage/collections.ts';
import { jobSamples } from '../probes/sync/job-samples.ts';

const INTERRUPTS =
  'Everybody’s session ends, so people log in again; health flaps; a job service before 1.10.1 ends with it.';
const WITHOUT =
  'its data lies on no volume: what waits in the queues would be lost with the pod. Empty the queues first, or give it a volume';

export default defineRemediation({
  id: 'restart-redis',
  risk: 'high',
  rows: ['B-RESTART'],
  fixes: [componentNotReady],
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, collections },
  uses: { samples: jobSamples },
  plan({ check, data }, { workloads, collections: runs }, { samples }, pull) {
    const helps = restartHelps('redis', data.pods);
    if (helps.is !== 'yes') return helps.planned;
    const workload = workloads.workloads.find(({ components }) => components.includes('redis'));
    if (workload && workload.claims.length === 0) return { state: 'not-ready', why: WITHOUT };
    const collecting = runs.runs.find(({ state }) => state === 'running' || state === 'pending');
    if (collecting)
      return { state: 'not-ready', why: `garbage collection ${collecting.id} is ${collecting.state}` };
    // With Redis away nobody tells what runs; what can be told must say that nothing does.
    const busy =
      samples.state === 'known' ? (samples.fact.at(-1)?.workers ?? []).filter(({ job }) => job) : [];
    if (busy.length > 0)
      return {
        state: 'not-ready',
        why: `${busy.length} jobs run; their state is in Redis. Wait or stop them first`,
      };
    const beware =
      samples.state === 'known'
        ? []
        : ['Whether jobs run is not known: Harbor does not tell while Redis is sick.'];
    const of = { remediation: 'restart-redis', component: 'redis', risk: 'high' } as const;
    return planRestart({ ...of, check, interrupts: INTERRUPTS, found: workloads, pull, beware });
  },
  words: { en: { title: 'Restart Redis', would: 'restart Harbor’s Redis' } },
});
