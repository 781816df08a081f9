import { callRights } from '../../engine/harbor/call-rights.ts';
import type { ReplicationState, ReplicationTask } from '../../engine/harbor/records.ts';
import { isOpen } from '../../engine/harbor/telling-execution.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { replicationExecutions } from './replication-executions.ts';

export interface TasksFact {
  readonly execution: number;
  readonly total: number;
  readonly tasks: readonly ReplicationTask[];
  readonly byState: Readonly<Partial<Record<ReplicationState, number>>>;
  /** Those that are not over, the oldest first. */
  readonly open: readonly ReplicationTask[];
}

const MOST = 500;

/** The tasks of the execution that tells. None where listing the source failed before any was made. */
export const replicationTasks: Probe<TasksFact> = {
  id: 'replication-tasks',
  asks: () => 'reading the tasks of the execution that tells',
  harborRights: callRights('tasks'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { telling } = await context.need(replicationExecutions);
    if (telling === null) return { execution: 0, total: 0, tasks: [], byState: {}, open: [] };
    const { items, total } = toldByHarbor(await harbor.tasks(telling.id, { limit: MOST }), harbor);
    const byState: Partial<Record<ReplicationState, number>> = {};
    for (const { state } of items) byState[state] = (byState[state] ?? 0) + 1;
    const open = items
      .filter(isOpen)
      .toSorted((a, b) => (a.startedAt ?? '9').localeCompare(b.startedAt ?? '9'));
    return { execution: telling.id, total, tasks: items, byState, open };
  },
};
