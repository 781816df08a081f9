import jobUnknown from '../checks/jobservice/job-unknown-to-jobservice.ts';
import replicationRetrying from '../checks/replication/replication-retrying.ts';
import replicationTaskStuck from '../checks/replication/replication-task-stuck.ts';
import type { CheckOf } from '../engine/check.ts';
import type { NonEmpty } from '../engine/evidence.ts';
import type { ReplicationExecution } from '../engine/harbor/records.ts';
import { isOpen } from '../engine/harbor/telling-execution.ts';
import type { Change, Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor, startStep } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { replicationExecutions } from '../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../probes/sync/replication-policy.ts';

const OF_STUCK: readonly CheckOf<object>[] = [jobUnknown, replicationTaskStuck, replicationRetrying];

/** As long as the check gives an execution before it calls it stuck. */
const LONG_MS = 15 * 60_000;
/** Harbor refreshes what it says of an execution every 30 s, and a copy looks for its stop between two blobs. */
const WITHIN_S = 120;

export default defineRemediation({
  id: 'stop-replication',
  risk: 'low',
  rows: ['B-STOPEXEC', 'S2-4.3', 'S2-4.4'],
  fixes: OF_STUCK,
  rights: [],
  // A stop asks for the right to create (handler StopReplication).
  harborRights: [{ level: 'system', resource: 'replication', action: 'create' }],
  needs: { policy: replicationPolicy, executions: replicationExecutions },
  uses: { info: harborInfo, asked: replicationExecutions },
  plan({ check }, { policy, executions: { last, telling } }, { info, asked }, pull) {
    if (telling === null || !isOpen(telling) || asked.state !== 'known') return { state: 'not-applicable' };
    // Of those behind the one that hangs, the old ones hang as well; a young one may still move.
    const open = last
      .filter(isOpen)
      .filter((one) => one === telling || Date.parse(asked.at) - Date.parse(one.startedAt) >= LONG_MS)
      .toSorted((a, b) => a.id - b.id);
    const [first, ...rest] = open as readonly ReplicationExecution[];
    if (!first) return { state: 'not-applicable' };
    const all: NonEmpty<ReplicationExecution> = [first, ...rest];
    const steps = all.map(
      ({ id }): Step => harborStep(pull, { method: 'PUT', path: `/replication/executions/${id}` }),
    ) as unknown as NonEmpty<Step>;
    const changes = all.map(
      ({ id, startedAt }): Change => ({
        what: `Execution ${id} of ${policy.name}, begun ${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
        from: 'in progress',
        to: 'stopped',
      }),
    ) as unknown as NonEmpty<Change>;
    const ids = all.map(({ id }) => id).join(', ');
    const again: NonEmpty<Change> = [
      { what: `Policy ${policy.name}`, from: null, to: 'one more execution, begun by hand' },
    ];
    return planInHarbor(
      {
        remediation: 'stop-replication',
        does: `Stop execution ${ids} of replication \`${policy.name}\``,
        risk: 'low',
        steps,
        changes,
        interrupts:
          'Copies of these executions that still run end after the blob at hand. What is copied already stays.',
        undo: policy.enabled
          ? {
              by: 'steps',
              says: `Run replication \`${policy.name}\` again.`,
              steps: [startStep(pull, policy.id)],
              changes: again,
            }
          : { by: 'none', why: 'The policy is disabled, and Harbor starts no disabled one.' },
        lock: `replication-policy/${policy.id}`,
        verify: { check, withinS: WITHIN_S, steadyS: 0 },
      },
      info,
      pull,
    );
  },
  words: { en: { title: 'Stop the replication', would: 'stop the execution that hangs' } },
});
