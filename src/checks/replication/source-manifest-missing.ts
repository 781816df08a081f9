import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inTaskLog, isOver } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';
import { sourceArtifact } from '../../probes/sync/source-artifact.ts';

const SIGN = /failed to pull the manifest of artifact (\S{1,300}):[^\n]{0,300}/;

export default defineComponentCheck({
  id: 'source-manifest-missing',
  stage: 'content',
  severity: 'medium',
  rows: [],
  signs: [
    {
      pattern:
        /failed to pull the manifest of artifact \S{1,300}:[^\n]{0,300}|an error occurred while pulling manifest of \S{1,300} from [^\n]{1,300}/,
      specimen:
        'failed to pull the manifest of artifact library/nginx:1.25: http status code: 404, body: {"errors":[{"code":"MANIFEST_UNKNOWN"}]}',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { artifact: sourceArtifact },
  judge({ executions, log }, { artifact }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, SIGN);
    if (!seen || factOf(artifact)?.now === 'absent') return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [seen.said],
      data: { artifact: seen.match[1] ?? seen.log.task.from },
    };
  },
  words: {
    en: {
      title: 'Manifest missing at the source',
      summary: ({ artifact }) => `The source does not hand out the manifest of \`${artifact}\`.`,
      probably: 'the source does not have the manifest',
      explains: 'Deleted, collected, or a platform of an index that was never pushed.',
      steps: () => ['Pull it from the source; exclude it, or push it again.'],
    },
  },
});
