import { sizeOf } from '../../engine/bytes.ts';
import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { runAgain } from '../../facts/jobservice-steps.ts';
import { inTaskLog, isOver } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { targetQuota } from '../../probes/sync/target-quota.ts';

const FULL =
  /will exceed the configured upper limit of ([\d.]{1,12} ?\w{1,5})|exceed(?:ing|s|ed)?[^\n]{0,40}(?:upper limit|quota)/;

export default defineComponentCheck({
  id: 'quota-exceeded-target',
  stage: 'quota',
  severity: 'medium',
  rows: [],
  signs: [
    {
      pattern: /[Rr]eplication[^\n]{0,120}exceed(?:ing|s|ed)?[^\n]{0,40}(?:upper limit|quota)/,
      specimen: 'Harbor Replication failed for exceeding the configured upper limit',
      source: 'goharbor/harbor#18298',
    },
    {
      pattern: /failed to push[^\n]{1,500}will exceed the configured upper limit/,
      specimen:
        'failed to pushing the blob sha256:8a0f, size 30408704: http status code: 403, body: {"errors":[{"code":"DENIED","message":"adding 29.0 MiB of storage resource, which when updated to current usage of 9.98 GiB will exceed the configured upper limit of 10.0 GiB."}]}',
      source: 'goharbor/harbor@c50c7dd:src/controller/quota/controller.go',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { quota: targetQuota },
  judge({ executions, log }, { quota }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, FULL);
    if (!seen) return { outcome: 'pass' };
    const told = factOf(quota);
    const room = told && told.hard !== null ? { used: sizeOf(told.used), hard: sizeOf(told.hard) } : null;
    const more =
      told && room
        ? [
            {
              source: `quota of \`${told.project}\` on ${told.host} now`,
              says: `${room.used} of ${room.hard} used`,
            },
          ]
        : [];
    const project = told?.project ?? seen.log.task.to.split('/')[0] ?? '';
    return { outcome: 'fail', evidence: [seen.said, ...more], data: { project } };
  },
  words: {
    en: {
      title: 'Quota at the target exceeded',
      summary: ({ project }) =>
        `The project \`${project}\` at the target has no room for what should be copied: its quota is used up.`,
      probably: 'the target project’s quota does not allow more',
      explains:
        'The source is fine; the target refuses the blob with 403 because its project would grow beyond its quota.',
      steps: ({ pull }) => [
        'At the target: clean the project (retention, then garbage collection), or raise its quota in Project Quotas.',
        runAgain(pull),
      ],
    },
  },
});
