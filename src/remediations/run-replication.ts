import destinationTokenService from '../checks/replication/destination-token-service.ts';
import endpointDnsFailure from '../checks/replication/endpoint-dns-failure.ts';
import notificationRace from '../checks/replication/notification-race.ts';
import quotaExceededTarget from '../checks/replication/quota-exceeded-target.ts';
import replicationFailed from '../checks/replication/replication-failed.ts';
import sourceResets from '../checks/replication/source-resets.ts';
import type { CheckOf } from '../engine/check.ts';
import { isOpen } from '../engine/harbor/telling-execution.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor, startStep } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { endpointPing } from '../probes/sync/endpoint-ping.ts';
import { replicationExecutions } from '../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../probes/sync/replication-policy.ts';
import { targetQuota } from '../probes/sync/target-quota.ts';

const OF_FAILED: readonly CheckOf<object>[] = [
  replicationFailed,
  notificationRace,
  sourceResets,
  endpointDnsFailure,
  destinationTokenService,
  quotaExceededTarget,
];

/** Harbor copies what is not there yet; a first copy of much may well take an hour. */
const WITHIN_S = 3_600;

export default defineRemediation({
  id: 'run-replication',
  risk: 'medium',
  rows: ['B-STARTEXEC', 'S2-4.8', 'S2-7.1', 'S4-34'],
  fixes: OF_FAILED,
  rights: [],
  harborRights: [{ level: 'system', resource: 'replication', action: 'create' }],
  needs: { policy: replicationPolicy, executions: replicationExecutions, ping: endpointPing },
  uses: { info: harborInfo, quota: targetQuota },
  plan({ check }, { policy, executions: { last }, ping }, { info, quota }, pull) {
    const not = (why: string) => ({ state: 'not-ready', why }) as const;
    if (!policy.enabled)
      return not('the policy is disabled, and Harbor starts no disabled one: enable it first');
    const running = last.find(isOpen);
    if (running) return not(`execution ${running.id} is not over yet`);
    if (!ping.ping.well)
      return not(`Harbor does not reach the other side now, so it would fail again: ${ping.ping.says}`);
    if (check === quotaExceededTarget.id) {
      if (quota.state !== 'known') return not('whether the project at the target has room now is not told');
      const { used, hard, project } = quota.fact;
      if (hard !== null && used >= 0.95 * hard)
        return not(`the project \`${project}\` at the target is still full, so it would fail again`);
    }
    const load = policy.override
      ? 'What differs at the target is overwritten: the policy says so.'
      : 'Nothing at the target is overwritten: the policy says so.';
    return planInHarbor(
      {
        remediation: 'run-replication',
        does: `Run replication \`${policy.name}\` again`,
        risk: 'medium',
        steps: [startStep(pull, policy.id)],
        changes: [{ what: `Policy ${policy.name}`, from: null, to: 'one more execution, begun by hand' }],
        interrupts: `Nothing. It takes workers and network while it copies ${policy.filters.join(', ') || 'everything'}. ${load}`,
        undo: {
          by: 'steps',
          says: 'Stop the execution that was begun.',
          steps: [harborStep(pull, { method: 'PUT', path: '/replication/executions/{made}' })],
          changes: [
            { what: `The execution of ${policy.name} that was begun`, from: 'in progress', to: 'stopped' },
          ],
        },
        lock: `replication-policy/${policy.id}`,
        verify: {
          check,
          harbor: { is: 'execution-succeeded', policy: policy.id },
          withinS: WITHIN_S,
          steadyS: 0,
        },
      },
      info,
      pull,
    );
  },
  words: { en: { title: 'Run the replication again', would: 'run the replication again' } },
});
