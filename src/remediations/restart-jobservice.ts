import jobserviceHung from '../checks/jobservice/jobservice-hung.ts';
import noWorkerHeartbeat from '../checks/jobservice/no-worker-heartbeat.ts';
import componentNotReady, { type ComponentsNotReady } from '../checks/kubernetes/component-not-ready.ts';
import type { CheckOf } from '../engine/check.ts';
import type { JobsSample } from '../engine/harbor/standstill.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborForbids, planRestart, RESTART_RIGHTS, restartHelps } from '../facts/restart-component.ts';
import { componentHealth } from '../probes/installation/component-health.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { collections } from '../probes/storage/collections.ts';
import { jobSamples } from '../probes/sync/job-samples.ts';

type NotReady = Pick<ComponentsNotReady, 'pods'>;

const OF_JOBSERVICE: readonly CheckOf<NotReady | object>[] = [
  jobserviceHung,
  noWorkerHeartbeat,
  componentNotReady,
];

/** It ends when Redis or core is away, and its back-off outlasts them: up to five minutes. */
const RESTARTED_SOONER: ReadonlySet<string> = new Set(['CrashLoopBackOff']);

export default defineRemediation({
  id: 'restart-jobservice',
  risk: 'medium',
  rows: ['B-RESTART', 'S2-4.1', 'S2-4.7'],
  fixes: OF_JOBSERVICE,
  rights: RESTART_RIGHTS,
  needs: { workloads: componentWorkloads, collections },
  uses: { health: componentHealth, samples: jobSamples },
  plan({ check, data }, { workloads, collections: runs }, { health, samples }, pull) {
    if ('pods' in data) {
      const helps = restartHelps('jobservice', data.pods, RESTARTED_SOONER);
      if (helps.is !== 'yes') return helps.planned;
    }
    const why = harborForbids(runs, health);
    if (why !== null) return { state: 'not-ready', why };
    const types = samples.state === 'known' ? typesAtWork(samples.fact) : null;
    if (types?.includes('GARBAGE_COLLECTION'))
      return { state: 'not-ready', why: 'a worker collects garbage; a restart begins that anew' };
    const interrupts = interruptsOf(types);
    const of = { remediation: 'restart-jobservice', component: 'jobservice', risk: 'medium' } as const;
    return planRestart({ ...of, check, interrupts, found: workloads, pull });
  },
  words: { en: { title: 'Restart jobservice', would: 'restart jobservice' } },
});

/** The types and not the number: a plan that is approved should not change with every job that ends. */
function typesAtWork(samples: readonly JobsSample[]): readonly string[] {
  const workers = samples.at(-1)?.workers ?? [];
  return [...new Set(workers.flatMap(({ job }) => job?.type ?? []))].toSorted();
}

function interruptsOf(types: readonly string[] | null): string {
  const waits = 'What waits in its queues stays there, in Redis.';
  if (types === null)
    return `Jobs that run are cut after 120 s and begin again from their start; Harbor does not tell which. ${waits}`;
  if (types.length === 0) return `No job runs. ${waits}`;
  return `Jobs that run are cut after 120 s and begin again from their start: ${types.join(', ')}. ${waits}`;
}
