import type { ReplicationTask } from '../../engine/harbor/records.ts';
import type { JobsSample } from '../../engine/harbor/standstill.ts';
import { since } from '../../engine/since.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { restartJobservice, runAgain, stopExecution } from '../../facts/jobservice-steps.ts';
import { standingStill } from '../../facts/standing-still.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

/** A copy may take long; one that waits or runs for longer than this is worth a word. */
const LONG_MS = 15 * 60_000;

export default defineComponentCheck({
  id: 'replication-task-stuck',
  severity: 'medium',
  rows: ['S2-4.1', 'S2-4.3', 'S2-4.8'],
  signs: [
    {
      pattern:
        /have pending\/running\/retrying status|\u6709\u5904\u4e8epending\/running\u72b6\u6001\u4efb\u52a1/,
      specimen: 'Rule X have pending/running/retrying status',
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions, tasks: replicationTasks },
  uses: { samples: jobSamples, log: replicationTaskLog, asked: replicationTasks },
  judge({ executions: { telling }, tasks }, { samples, log, asked }, pull) {
    const [oldest] = tasks.open;
    if (!telling || !oldest || asked.state !== 'known') return { outcome: 'pass' };
    const began = oldest.startedAt ?? telling.startedAt;
    if (Date.parse(asked.at) - Date.parse(began) < LONG_MS) return { outcome: 'pass' };
    if (isWorkedOn(factOf(samples)?.at(-1), tasks.open)) return { outcome: 'pass' };
    // Where the job service or a task's log tells why, that is the cause.
    const why = standingStill(factOf(samples) ?? [], asked, pull)[0]?.why ?? 'none';
    if (why !== 'none' || (factOf(log) ?? []).some(({ error }) => error !== null)) return { outcome: 'pass' };
    const states = Object.entries(tasks.byState).map(([state, count]) => `${count} ${state}`);
    const says = `execution ${telling.id}: ${states.join(', ')}; oldest open task ${oldest.id} since ${began}`;
    const data = { execution: telling.id, open: tasks.open.length, age: since(began, asked.at) };
    return { outcome: 'fail', evidence: [quoted('Harbor', says, asked)], data };
  },
  words: {
    en: {
      title: 'Replication tasks stuck',
      summary: ({ execution, open, age }) =>
        `${open === 1 ? 'One task' : `${open} tasks`} of execution ${execution} ${open === 1 ? 'is' : 'are'} not over after ${age}, and neither a log nor the job service tells why.`,
      probably: 'tasks of this rule stay pending, running or retrying',
      explains:
        'The queue is full, the workers are lost, or the source or target does not answer. A policy with tasks that are not over cannot be deleted (412).',
      steps: ({ data, pull }) => [
        '`/registry jobs` shows the queue and what the workers do; read the log of the oldest task.',
        stopExecution(pull, data?.execution ?? null),
        `If the workers do not take what waits: ${restartJobservice(pull).replace('Restart', 'restart')}`,
        runAgain(pull),
        'To delete the policy: stop every execution of it first, wait until all are final, then delete it.',
      ],
    },
  },
});

/** A worker took one of its jobs not long ago. */
function isWorkedOn(last: JobsSample | undefined, open: readonly ReplicationTask[]): boolean {
  const jobs = new Set(open.map(({ job }) => job));
  return (last?.workers ?? []).some(
    ({ job }) =>
      last !== undefined &&
      job?.startedAt != null &&
      jobs.has(job.id) &&
      Date.parse(last.at) - Date.parse(job.startedAt) < LONG_MS,
  );
}
