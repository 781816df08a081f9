import { defineComponentCheck } from '../../facts/component-check.ts';
import { taskEvidence } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

export default defineComponentCheck({
  id: 'replication-failed',
  severity: 'low',
  rows: ['S4-35'],
  signs: [],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  judge({ executions: { telling, endings }, log }) {
    if (telling?.state !== 'failed') return { outcome: 'pass' };
    const failing = log.find(({ error }) => error !== null);
    const counts = `${telling.failed} of ${telling.total} tasks failed`;
    const first = failing?.error
      ? taskEvidence(failing, failing.error)
      : { source: `execution ${telling.id}`, says: telling.says ?? counts, at: telling.startedAt };
    const data = { execution: telling.id, failed: endings.failed, over: endings.over, open: endings.open };
    return { outcome: 'fail', evidence: [first], data };
  },
  words: {
    en: {
      title: 'Replication failed',
      summary: ({ execution, failed, over }) =>
        over > failed
          ? `It sometimes fails: ${failed} of the last ${over} executions, the last of them ${execution}.`
          : `Execution ${execution} failed${over > 1 ? `, as did all of the last ${over}` : ''}.`,
      probably: 'a replication failed',
      explains: 'The first error of a failed task’s log tells why; what follows it comes of it.',
      steps: () => [
        'Read the log of the failed task in Harbor (Replications → the policy → the execution → log).',
        'Paste its first error: `/registry explain <the line>`.',
      ],
    },
  },
});
