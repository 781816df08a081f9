import { defineComponentCheck } from '../../facts/component-check.ts';
import { inTaskLog } from '../../facts/replication-said.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

const SAYS = /the same name artifact (\S{1,300}) exists[^\n]{0,80}but the "override" is set to false, skip/;

export default defineComponentCheck({
  id: 'override-disabled',
  stage: 'content',
  severity: 'low',
  rows: [],
  signs: [
    {
      pattern: /but the "override" is set to false, skip/,
      specimen:
        'the same name artifact library/nginx:1.25 exists on the destination registry, but the "override" is set to false, skip',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  needs: { policy: replicationPolicy, log: replicationTaskLog },
  judge({ policy, log }) {
    const seen = inTaskLog(log, SAYS);
    if (!seen || policy.override) return { outcome: 'pass' };
    const data = { artifact: seen.match[1] ?? seen.log.task.to };
    return { outcome: 'fail', evidence: [seen.said], data };
  },
  words: {
    en: {
      title: 'Target exists and may not be replaced',
      summary: ({ artifact }) =>
        `The target already has \`${artifact}\` with other content, and the policy may not replace it: override is off.`,
      probably: 'the target has this tag, and the rule may not replace it',
      explains:
        'With override off a tag that exists at the target stays as it is; the task ends well and copies nothing.',
      steps: () => [
        'Switch on override in the policy, if the target is only a copy.',
        'Else delete the tag at the target, or push under a new tag.',
      ],
    },
  },
});
