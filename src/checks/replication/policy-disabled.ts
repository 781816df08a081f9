import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';

export default defineComponentCheck({
  id: 'policy-disabled',
  stage: 'spec',
  severity: 'medium',
  rows: [],
  signs: [
    {
      pattern: /the policy \d{1,9} is disabled/,
      specimen: 'the policy 8 is disabled',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/execution.go',
    },
  ],
  needs: { policy: replicationPolicy },
  uses: { asked: replicationPolicy },
  judge({ policy }, { asked }) {
    if (policy.enabled) return { outcome: 'pass' };
    const says = `policy ${policy.id} \`${policy.name}\`: enabled false`;
    return { outcome: 'fail', evidence: [quoted('Harbor', says, asked)], data: { name: policy.name } };
  },
  words: {
    en: {
      title: 'Rule disabled',
      summary: ({ name }) => `The replication policy \`${name}\` is disabled, so nothing starts it.`,
      probably: 'the replication rule is disabled',
      explains:
        'Neither its schedule nor an event starts a disabled policy, and a start by hand is refused with 412.',
      steps: () => [
        'Ask who switched it off and why: the audit log, or the team that owns the other side.',
        'Enable it in Administration → Replications, then start it once by hand.',
      ],
    },
  },
});
