import jobserviceHung from '../checks/jobservice/jobservice-hung.ts';
import noWorkerHeartbeat from '../checks/jobservice/no-worker-heartbeat.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborForbids, planRestart, RESTART_RIGHTS } from '../facts/restart-component.ts';
import { componentHealth } from '../probes/installation/component-health.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { collections } from '../probes/storage/collections.ts';
import { jobSamples } from '../probes/sync/job-samples.ts';

/** It has nothing to do with what each of them measured. */
const OF_JOBSERVICE: readonly CheckOf<unknown>[] = [jobserviceHung, noWorkerHeartbeat];

export default defineRemediation({
  id: 'restart-jobservice',
  risk: 'medium',
  rows: ['B-RESTART', 'S2-4.1', 'S2-4.7'],
  fixes: OF_JOBSERVICE,
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, collections, samples: jobSamples },
  uses: { health: componentHealth },
  plan({ check }, { workloads, collections: runs, samples }, { health }, pull) {
    const why = harborForbids(runs, health);
    if (why !== null) return { state: 'not-ready', why };
    const workers = samples.at(-1)?.workers ?? [];
    // The types and not the number: a plan that is approved should not change with every job that ends.
    const types = [...new Set(workers.flatMap(({ job }) => job?.type ?? []))].toSorted();
    if (types.includes('GARBAGE_COLLECTION'))
      return { state: 'not-ready', why: 'a worker collects garbage; a restart begins that anew' };
    const interrupts =
      types.length === 0
        ? 'No job runs. What waits in its queues stays there, in Redis.'
        : `Jobs that run are cut after 120 s and begin again from their start: ${types.join(', ')}. What waits stays in Redis.`;
    const of = { remediation: 'restart-jobservice', component: 'jobservice', risk: 'medium' } as const;
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart jobservice', would: 'restart jobservice' } },
});
