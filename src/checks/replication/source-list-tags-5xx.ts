import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inCoreLog, inExecution, isOver } from '../../facts/replication-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { sourceTags } from '../../probes/sync/source-tags.ts';

const SIGN = /List tags for repo '([^'\n]{1,255})' error: http error: code (5\d\d)[^\n]{0,200}/;
const LISTING = /failed to fetch (?:image|artifacts?)/;
/** From so many on, listing them takes Harbor's old versions longer than their proxies wait. */
const MANY = 1_000;

export default defineComponentCheck({
  id: 'source-list-tags-5xx',
  stage: 'content',
  severity: 'medium',
  rows: ['S2-5.2', 'S2-5.4', 'S2-5.5'],
  signs: [
    {
      pattern: /List tags for repo '[^'\n]{1,255}' error: http error: code 5\d\d[^\n]{0,200}/,
      specimen:
        "2020-05-17T15:32:52Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'ai-cloud/quay.io/coreos/kube-state-metrics' error: http error: code 500, message ",
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions },
  uses: { logs: componentLogs, tags: sourceTags },
  judge({ executions }, { logs, tags }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const listing = inExecution(executions, LISTING);
    const seen = inCoreLog(logs, executions, SIGN);
    if (!seen || !listing)
      return factOf(logs) || !listing
        ? { outcome: 'pass' }
        : { outcome: 'skip', why: 'core’s log was not read' };
    const told = factOf(tags);
    const count = told?.tags ?? null;
    const alone = told
      ? [
          {
            source: `the source, listing \`${told.repository}\` alone now`,
            says: `${told.says}${count === null ? '' : `, ${count} tags`}, ${told.ms} ms`,
          },
        ]
      : [];
    const data = {
      repository: seen.match[1] ?? '',
      status: seen.match[2] ?? '5xx',
      tags: count,
      alone: told === null ? null : told.status < 400 ? ('works' as const) : ('fails' as const),
    };
    return { outcome: 'fail', evidence: [seen.said, listing, ...alone], data };
  },
  words: {
    en: {
      title: 'Source errs when listing tags',
      summary: ({ repository, status, tags, alone }) =>
        `The source answers ${status} when the tags of \`${repository}\` are listed${tags === null ? '' : ` (it has ${tags})`}, so the execution ends before any task is made${
          alone === 'works' ? '; listed alone it answers, so it fails when many are listed at once' : ''
        }.`,
      probably: 'the source answers 5xx when its tags are listed',
      explains:
        'Before any task exists, core lists every repository that the filters select. One that errs ends all: many tags (thousands), a manifest that is missing on storage, or an overloaded source. The job service has nothing of it in its log.',
      steps: ({ data }) => [
        `At the source: look into its core and registry log at that time; list the tags yourself: \`curl -u <user> 'https://<source>/api/v2.0/projects/<project>/repositories/<repository>/artifacts?page_size=100'\` (before 2.0: \`/api/repositories/<name>/tags\`).`,
        ...(data?.tags != null && data.tags >= MANY
          ? [
              `\`${data.repository}\` has ${data.tags} tags: let a retention rule at the source remove old ones.`,
            ]
          : ['If it has thousands of tags, let a retention rule at the source remove old ones.']),
        'Narrow the policy’s filters (name, tag), exclude the repository, or split the policy into several.',
      ],
    },
  },
});
