import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inCoreLog, inExecution, isOver } from '../../facts/replication-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { LIST_ERROR } from '../../probes/sync/source-tags.ts';

const FETCH =
  /failed to fetch (?:image|artifacts?)[^\n]{0,160}Fetch(?:Images|Artifacts) error when collect tags for repos/;
/** Each has a check of its own. */
const TOLD_ELSEWHERE = /http error: code (?:5\d\d|40[13])|connection reset by peer|EOF/;

export default defineComponentCheck({
  id: 'source-list-tags-failed',
  severity: 'medium',
  rows: ['S2-5.1', 'S2-5.3'],
  signs: [
    {
      pattern:
        /failed to fetch (?:image|artifacts)[^\n]{0,160}Fetch(?:Images|Artifacts) error when collect tags for repos/,
      specimen:
        '2020-05-17T15:32:55Z [ERROR] [/replication/operation/controller.go:108]: the execution 11 failed: failed to fetch image: FetchImages error when collect tags for repos',
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions },
  uses: { logs: componentLogs },
  judge({ executions }, { logs }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const said = inExecution(executions, FETCH);
    if (!said) return { outcome: 'pass' };
    const line = inCoreLog(logs, executions, LIST_ERROR);
    if (line && TOLD_ELSEWHERE.test(line.said.says)) return { outcome: 'pass' };
    const evidence = [said, ...(line ? [line.said] : [])] as const;
    return {
      outcome: 'fail',
      evidence,
      data: { logs: factOf(logs) === null ? ('unread' as const) : ('read' as const) },
    };
  },
  words: {
    en: {
      title: 'Source’s tags cannot be listed',
      summary: ({ logs }) =>
        `Harbor could not list the tags of the source, so the execution ended before any task was made${
          logs === 'unread'
            ? '; which repository and why stands in core’s log, which could not be read here'
            : ''
        }.`,
      probably: 'Harbor could not list the tags of the source',
      explains:
        'The real error stands in core’s log in the lines before: a time-out, a login, an error of the source. No task exists, so the job service has nothing of it.',
      steps: ({ pull }) => [
        `Read the \`List tags for repo\` line before it: \`kubectl -n ${pull.installation?.place?.namespace ?? '<namespace>'} logs -l component=core --tail=2000 | grep 'List tags for repo'\` (compose: \`/var/log/harbor/core.log\`).`,
        'Narrow the rule’s filters, so that the repository that errs is left out.',
      ],
    },
  },
});
