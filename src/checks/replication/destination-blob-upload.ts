import { defineComponentCheck } from '../../facts/component-check.ts';
import { inTaskLog, isOver } from '../../facts/replication-said.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

const REFUSED =
  /failed to push(?:ing)? (?:the )?blob (?:sha256:\w{1,64}|chunk:)[^\n]{0,400}|failed to push manifest of artifact [^\n]{1,400}MANIFEST_BLOB_UNKNOWN[^\n]{0,120}/;
/** Each has a check of its own. */
const TOLD_ELSEWHERE = /exceed|\b401\b|unauthorized|no such host|connection refused|i\/o timeout|x509:/i;

export default defineComponentCheck({
  id: 'destination-blob-upload',
  stage: 'content',
  severity: 'medium',
  rows: [],
  signs: [
    {
      pattern:
        /failed to push(?:ing)? (?:the )?blob (?:sha256:\w{1,64}|chunk:)(?![^\n]{0,600}upper limit)[^\n]{0,400}|failed to push manifest of artifact [^\n]{1,400}MANIFEST_BLOB_UNKNOWN[^\n]{0,120}/,
      specimen:
        'failed to pushing the blob sha256:22c2dd5e, size 5242880: http status code: 413, body: <html>',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  judge({ executions, log }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, REFUSED);
    if (!seen || TOLD_ELSEWHERE.test(seen.said.says)) return { outcome: 'pass' };
    const status = /status code: (\d{3})/.exec(seen.said.says)?.[1] ?? null;
    return { outcome: 'fail', evidence: [seen.said], data: { status, to: seen.log.task.to } };
  },
  words: {
    en: {
      title: 'Target refuses a blob',
      summary: ({ status, to }) =>
        `The target refuses a blob of \`${to}\`${status === null ? '' : ` with ${status}`}${
          status === '413' ? ': a proxy before it limits the size of bodies' : ''
        }.`,
      probably: 'the target refuses a blob',
      explains: '413 is a proxy’s limit, 403 a quota, 401 an expired token, EOF a time-out.',
      steps: ({ data }) => [
        ...(data?.status === '413'
          ? [
              'At the target’s ingress: `nginx.ingress.kubernetes.io/proxy-body-size: "0"`; in a plain nginx: `client_max_body_size 0;`.',
            ]
          : ['Read the status behind it.']),
        'For large blobs switch on copy by chunk in the policy.',
      ],
    },
  },
});
