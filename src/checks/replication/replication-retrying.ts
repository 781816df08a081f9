import { isOpen } from '../../engine/harbor/telling-execution.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { taskEvidence } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

export default defineComponentCheck({
  id: 'replication-retrying',
  severity: 'low',
  rows: ['S4-27', 'S4-28'],
  signs: [
    {
      pattern: /^retrying$|\bstatus: ?retrying\b/,
      specimen: 'retrying',
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  judge({ executions: { telling }, log }) {
    if (telling === null || !isOpen(telling)) return { outcome: 'pass' };
    const failing = log.filter(({ task, error }) => isOpen(task) && error !== null);
    const [first] = failing;
    if (!first?.error) return { outcome: 'pass' };
    const data = { execution: telling.id, running: telling.running };
    return { outcome: 'fail', evidence: [taskEvidence(first, first.error)], data };
  },
  words: {
    en: {
      title: 'Replication retries',
      summary: ({ execution, running }) =>
        `Execution ${execution} shows as in progress while ${running === 1 ? 'its task fails and is' : `its ${running} open tasks fail and are`} tried again and again.`,
      probably: 'a replication task failed and is tried again',
      explains:
        'A task that fails waits and starts anew; a console shows it as syncing all the while. The log of the task tells the error.',
      steps: () => [
        'Repair what the first error names.',
        'Stop the execution, so that old tries do not pile up, and run the policy again.',
      ],
    },
  },
});
