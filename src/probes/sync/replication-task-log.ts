import { callRights } from '../../engine/harbor/call-rights.ts';
import type { ReplicationTask } from '../../engine/harbor/records.ts';
import { firstErrorIn } from '../../engine/harbor/task-error.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { replicationTasks } from './replication-tasks.ts';

export interface TaskLog {
  readonly task: ReplicationTask;
  /** Its last lines, oldest first; empty where there is no log. */
  readonly lines: readonly string[];
  /** The first line that tells an error. */
  readonly error: string | null;
  /** Why there is no log. */
  readonly absent: string | null;
}

/** A few tell what all of them suffer from. */
const MOST_LOGS = 3;
const MOST_LINES = 200;
const LONGEST_LINE = 2_000;

export const replicationTaskLog: Probe<readonly TaskLog[]> = {
  id: 'replication-task-log',
  asks: () => 'reading the logs of its tasks',
  harborRights: callRights('taskLog'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { tasks, open } = await context.need(replicationTasks);
    const failed = tasks.filter(({ state }) => state === 'failed');
    const others = tasks.filter((task) => task.state !== 'failed' && !open.includes(task));
    const chosen = [...failed, ...open, ...others].slice(0, MOST_LOGS);
    const told = await Promise.all(
      chosen.map(async (task): Promise<TaskLog> => {
        const answer = await harbor.taskLog(task.execution, task.id);
        // Not even one may be read then.
        if (answer.ended === 'refused') toldByHarbor(answer, harbor);
        if (answer.ended !== 'found') return { task, lines: [], error: null, absent: answer.says };
        const lines = answer.value
          .split('\n')
          .filter((line) => line.trim() !== '')
          .slice(-MOST_LINES)
          .map((line) => withoutLogins(line.slice(0, LONGEST_LINE)));
        return { task, lines, error: firstErrorIn(lines), absent: null };
      }),
    );
    return told;
  },
};
