import { factOf, quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inTaskLog, isOver, taskEvidence } from '../../facts/replication-said.ts';
import { artifactDeletion } from '../../probes/sync/artifact-deletion.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { sourceArtifact } from '../../probes/sync/source-artifact.ts';
import { TAG_UNKNOWN } from './notification-race.ts';

export default defineComponentCheck({
  id: 'source-tag-deleted',
  stage: 'content',
  severity: 'medium',
  rows: ['S2-7.1'],
  signs: [],
  needs: { executions: replicationExecutions, log: replicationTaskLog, artifact: sourceArtifact },
  uses: { asked: sourceArtifact, deleted: artifactDeletion },
  judge({ executions, log, artifact }, { asked, deleted }) {
    if (isOver(executions) || artifact.now !== 'absent') return { outcome: 'pass' };
    const { project, repository, tag } = artifact;
    const deletion = factOf(deleted)?.entry ?? null;
    const name = `${project}/${repository}:${tag}`;
    const failed = log.find(({ error }) => error !== null);
    const said =
      inTaskLog(log, TAG_UNKNOWN)?.said ?? (failed?.error ? taskEvidence(failed, failed.error) : null);
    const now = quoted(`this Harbor, asked for \`${name}\` now`, artifact.says, asked);
    const audit = deletion
      ? [
          {
            source: 'audit log',
            says: `${deletion.who} ${deletion.operation} ${deletion.resource}`,
            at: deletion.at,
          },
        ]
      : [];
    const data = { name, who: deletion?.who ?? null };
    return { outcome: 'fail', evidence: [now, ...(said ? [said] : []), ...audit], data };
  },
  words: {
    en: {
      title: 'Tag deleted before it was replicated',
      summary: ({ name, who }) =>
        `\`${name}\` is not in this Harbor any more${who === null ? '' : ` (\`${who}\` deleted it)`}, so there is nothing to copy.`,
      probably: 'the tag was deleted before it was replicated',
      explains:
        'A retention rule, a garbage collection after it, or a person removed it between the push and the copy.',
      steps: () => [
        'If it should exist, push it again.',
        'If a retention rule removes tags that should be copied first, let it keep them longer.',
      ],
    },
  },
});
