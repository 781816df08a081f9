import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { runAgain } from '../../facts/jobservice-steps.ts';
import { inTaskLog, isOver } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { sourceArtifact } from '../../probes/sync/source-artifact.ts';

export const TAG_UNKNOWN = /404 ?tag unknown|tag unknown, tag=/;

export default defineComponentCheck({
  id: 'notification-race',
  stage: 'content',
  severity: 'low',
  rows: ['S2-7.1', 'S2-7.2', 'S2-7.3'],
  signs: [
    {
      pattern: /404 ?tag unknown|tag unknown, tag=/,
      specimen: 'pull manifest from local registry failed404 tag unknown, tag=xxx.',
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog, artifact: sourceArtifact },
  uses: { asked: sourceArtifact },
  judge({ executions, log, artifact }, { asked }) {
    const seen = inTaskLog(log, TAG_UNKNOWN);
    if (isOver(executions) || !seen || artifact.now !== 'there') return { outcome: 'pass' };
    const name = `${artifact.project}/${artifact.repository}:${artifact.tag}`;
    const now = quoted(`this Harbor, asked for \`${name}\` now`, artifact.says, asked);
    return { outcome: 'fail', evidence: [seen.said, now], data: { name } };
  },
  words: {
    en: {
      title: 'Tag not yet there when replicated',
      summary: ({ name }) =>
        `The notification of the push came before the tag was written: the task did not find \`${name}\`, which is there now. Another run succeeds.`,
      probably: 'the tag was not yet in the registry when replication asked for it',
      explains:
        'A push makes a notification, a tag link and a readable manifest, one after another and not together; a slow storage (S3, Ceph) makes the gap longer. A retry some 50 ms later finds the tag.',
      steps: ({ pull }) => [
        runAgain(pull),
        'If it comes often, look at the latency of the registry’s storage, or replicate on a schedule instead of on each push.',
      ],
    },
  },
});
