import { defineComponentCheck } from '../../facts/component-check.ts';
import { inCoreLog, isOver } from '../../facts/replication-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';

const SIGN = /List tags for repo '([^'\n]{1,255})' error: http error: code (40[13])[^\n]{0,300}/;

export default defineComponentCheck({
  id: 'source-credential-scope',
  stage: 'access',
  severity: 'medium',
  rows: ['S2-5.6'],
  signs: [
    {
      pattern: /List tags for repo '[^'\n]{1,255}' error: http error: code 40[13][^\n]{0,300}/,
      specimen:
        '2019-09-28T01:56:24Z [ERROR] [/common/utils/passports.go:109]: List tags for repo \'somename/ffmpeg-docker\' error: http error: code 401, message {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"somename/ffmpeg-docker","Action":"pull"}]}]}',
      source: 'goharbor/harbor#9295',
    },
  ],
  needs: { executions: replicationExecutions, policy: replicationPolicy },
  uses: { logs: componentLogs },
  judge({ executions, policy }, { logs }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inCoreLog(logs, executions, SIGN);
    if (!seen) return { outcome: 'pass' };
    const data = {
      repository: seen.match[1] ?? '',
      status: seen.match[2] ?? '401',
      type: policy.endpoint.type,
    };
    return { outcome: 'fail', evidence: [seen.said], data };
  },
  words: {
    en: {
      title: 'Source login may not read a repository',
      summary: ({ repository, status }) =>
        `The source refuses the endpoint’s account the tags of \`${repository}\` (${status}).`,
      probably: 'the login for the source may not read this repository',
      explains:
        'It can sign in and list, and lacks pull on what the rule selects. Tokens of GitLab need the scope `read_registry`.',
      steps: ({ data }) => [
        ...(data?.type === 'gitlab'
          ? ['Give the token of GitLab the scopes `api` and `read_registry`.']
          : []),
        'Give the source’s account pull on it, or exclude it from the rule.',
      ],
    },
  },
});
