import { isOpen, isSkipped, SKIPPED } from '../../engine/harbor/telling-execution.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';

export default defineComponentCheck({
  id: 'replication-overlap',
  severity: 'low',
  rows: [],
  signs: [
    {
      pattern: /Execution skipped: active replication still in progress/,
      specimen: 'Execution skipped: active replication still in progress.',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/execution.go',
    },
  ],
  needs: { policy: replicationPolicy, executions: replicationExecutions },
  judge({ policy, executions }) {
    const [newest] = executions.last;
    if (!newest || !policy.oneAtATime || !isSkipped(newest) || !SKIPPED.test(newest.says ?? ''))
      return { outcome: 'pass' };
    const runs = executions.last.find(isOpen);
    return {
      outcome: 'fail',
      evidence: [{ source: `execution ${newest.id}`, says: newest.says ?? '', at: newest.startedAt }],
      data: { skipped: newest.id, runs: runs?.id ?? null },
    };
  },
  words: {
    en: {
      title: 'Replication still runs',
      summary: ({ skipped, runs }) =>
        runs === null
          ? `Execution ${skipped} was skipped because another of the same policy ran; that one is over now.`
          : `Execution ${skipped} was skipped because execution ${runs} of the same policy still runs; that is no failure.`,
      probably: 'the last run of this rule has not ended, so this one was skipped',
      explains:
        'Since Harbor 2.14 a policy may be limited to one execution at a time; a start beside it ends at once with an error.',
      steps: () => [
        'Nothing, unless the active run hangs: then stop that one.',
        'If runs overlap every time, make the schedule longer than a run takes.',
      ],
    },
  },
});
