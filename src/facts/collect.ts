/** The plan that has Harbor collect its garbage, dry or for good. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { Collection, HarborInfo } from '../engine/harbor/records.ts';
import type { HarborRight } from '../engine/harbor/right.ts';
import type { Change } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import { harborStep, planInHarbor } from './harbor-fix.ts';

export const COLLECT_RIGHTS: readonly HarborRight[] = [
  { level: 'system', resource: 'garbage-collection', action: 'create' },
];

/** Over a large storage it takes hours; longer than this is looked at by `storage`. Seconds. */
const WITHIN_S = 6 * 3_600;

export interface Collect {
  readonly remediation: string;
  readonly check: string;
  readonly does: string;
  readonly how: 'dry' | 'for-good';
  readonly change: Change;
  readonly interrupts: string;
  readonly noUndo: string;
  readonly beware?: readonly string[];
}

export function planCollect(
  { remediation, check, does, how, change, interrupts, noUndo, beware = [] }: Collect,
  runs: readonly Collection[],
  info: Answer<HarborInfo>,
  pull: Pull,
): Planned {
  const running = runs.find(({ state }) => state === 'running' || state === 'pending');
  if (running)
    return {
      state: 'not-ready',
      why: `garbage collection ${running.id} is ${running.state}; a second one would wait for it`,
    };
  const dry = how === 'dry';
  return planInHarbor(
    {
      remediation,
      does,
      risk: dry ? 'low' : 'high',
      steps: [
        harborStep(pull, {
          method: 'POST',
          path: '/system/gc/schedule',
          body: { schedule: { type: 'Manual' }, parameters: { delete_untagged: false, dry_run: dry } },
          done: {
            by: 'new-entry',
            path: '/system/gc?sort=-creation_time&page_size=50',
            where: { job_parameters: { dry_run: dry } },
          },
        }),
      ],
      changes: [change],
      interrupts,
      undo: { by: 'none', why: noUndo },
      lock: 'garbage-collection',
      verify: {
        check,
        harbor: { is: dry ? 'dry-run-succeeded' : 'collection-succeeded' },
        withinS: WITHIN_S,
        steadyS: 0,
      },
      beware,
    },
    info,
    pull,
    // Before 2.1 a collection put Harbor into read-only mode and knew no dry run.
    '2.1',
  );
}
