import policyDisabled from '../checks/replication/policy-disabled.ts';
import { isOpen } from '../engine/harbor/telling-execution.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { replicationExecutions } from '../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../probes/sync/replication-policy.ts';
import { replicationPolicyRecord } from '../probes/sync/replication-policy-record.ts';

export default defineRemediation({
  id: 'delete-policy',
  risk: 'high',
  rows: ['B-POLICYDEL', 'S2-4.3'],
  fixes: [policyDisabled],
  rights: [],
  harborRights: [
    { level: 'system', resource: 'replication-policy', action: 'delete' },
    // Its way back.
    { level: 'system', resource: 'replication-policy', action: 'create' },
  ],
  needs: { policy: replicationPolicy, executions: replicationExecutions, record: replicationPolicyRecord },
  uses: { info: harborInfo },
  plan({ check }, { policy, executions: { last }, record }, { info }, pull) {
    const open = last.filter(isOpen);
    if (open.length > 0)
      return {
        state: 'not-ready',
        why: `execution ${open.map(({ id }) => id).join(', ')} is not over, and Harbor refuses to delete the policy until then (412); stop it first`,
      };
    const description =
      `${String(record['description'] ?? '')} (made again by registry-medic, {approval})`.trim();
    const what = `Policy ${policy.id}, ${policy.name}, ${policy.direction === 'push' ? 'to' : 'from'} ${policy.endpoint.name}`;
    return planInHarbor(
      {
        remediation: 'delete-policy',
        does: `Delete the disabled replication policy \`${policy.name}\``,
        risk: 'high',
        steps: [harborStep(pull, { method: 'DELETE', path: `/replication/policies/${policy.id}` })],
        changes: [
          { what, from: 'disabled', to: null },
          {
            what: 'Its executions, tasks and their logs',
            from: last.length < 20 ? `${last.length} executions` : '20 executions or more',
            to: null,
          },
        ],
        interrupts: 'Nothing: it is disabled, so nothing starts it.',
        undo: {
          by: 'steps',
          says: `Make the policy \`${policy.name}\` again.`,
          steps: [
            harborStep(pull, {
              method: 'POST',
              path: '/replication/policies',
              body: { ...record, description },
              done: {
                by: 'entry',
                path: `/replication/policies?name=${encodeURIComponent(policy.name)}&page_size=100`,
                where: { name: policy.name, description },
              },
            }),
          ],
          changes: [
            {
              what: `Policy ${policy.name}`,
              from: null,
              to: 'as it was, under a new id and without history',
            },
          ],
        },
        lock: `replication-policy/${policy.id}`,
        verify: { check, harbor: { is: 'policy-gone', policy: policy.id }, withinS: 60, steadyS: 0 },
        beware: ['Its history is gone for good. Ask who disabled it: it may only be meant to rest.'],
      },
      info,
      pull,
    );
  },
  words: { en: { title: 'Delete the policy', would: 'delete the disabled policy' } },
});
