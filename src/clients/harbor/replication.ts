/** Replications: policies, endpoints, executions, tasks and their logs. The same in 1.x, which calls states alike. */
import { z } from 'zod';
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { EndpointPing, ReplicationState } from '../../engine/harbor/records.ts';
import { type HarborAsking, mapFound } from './asking.ts';
import { lastOf } from './logs.ts';
import { Endpoint, Execution, Policy, Task } from './replication-records.ts';

const USUAL = 100;
/** 1.x and 2.x: executions and tasks alike (api/v2.0/swagger.yaml, `status`). */
const ASKED: Readonly<Record<ReplicationState, string>> = {
  pending: 'Pending',
  running: 'InProgress',
  retrying: 'InProgress',
  succeeded: 'Succeed',
  failed: 'Failed',
  stopped: 'Stopped',
};

/** An execution is in progress from its first moment on. */
const ASKED_EXECUTION = { ...ASKED, pending: 'InProgress' };

type ReplicationCalls = Pick<
  HarborReader,
  | 'policies'
  | 'policyRecord'
  | 'endpoints'
  | 'pingEndpoint'
  | 'executions'
  | 'execution'
  | 'tasks'
  | 'taskLog'
>;

export function replicationCalls(asking: HarborAsking): ReplicationCalls {
  const at = '/replication/executions';
  return {
    policies: async () => mapFound(await asking.list('/replication/policies', Policy), ({ items }) => items),
    policyRecord: (id) => asking.one(`/replication/policies/${id}`, z.record(z.string(), z.unknown())),
    endpoints: async () => mapFound(await asking.list('/registries', Endpoint), ({ items }) => items),
    pingEndpoint: (id) => pingEndpoint(asking, id),
    executions: ({ policy, state, limit = USUAL }) =>
      asking.list(
        `${at}?${queryOf({ policy_id: policy, status: state && ASKED_EXECUTION[state], sort: '-start_time' })}`,
        Execution,
        limit,
      ),
    execution: (id) => asking.one(`${at}/${id}`, Execution),
    tasks: (execution, { state, limit = USUAL } = {}) =>
      asking.list(`${at}/${execution}/tasks?${queryOf({ status: state && ASKED[state] })}`, Task, limit),
    taskLog: async (execution, task) =>
      mapFound(await asking.text(`${at}/${execution}/tasks/${task}/log`), lastOf),
  };
}

/**
 * Core answers 401 and 403 both when our login may not ask and when the endpoint refuses core: who may read
 * the endpoint may ping it (`registry read`), so reading it tells the two apart.
 */
async function pingEndpoint(asking: HarborAsking, id: number): Promise<HarborAnswer<EndpointPing>> {
  const answer = await asking.one('/registries/ping', z.unknown(), { method: 'POST', json: { id } });
  if (answer.ended === 'found') return { ...answer, value: { well: true, says: '200 OK' } };
  if (answer.ended === 'unreachable' || answer.ended === 'strange') return answer;
  // In read-only mode core refuses every POST before it looks at the endpoint (readonly.go).
  if (/read only mode/i.test(answer.says)) return answer;
  const { says, requestId } = answer;
  const endpoint = await asking.one(`/registries/${id}`, Endpoint);
  if (endpoint.ended !== 'found') return endpoint;
  return { ended: 'found', value: { well: false, says }, requestId };
}

function queryOf(given: Readonly<Record<string, string | number | undefined>>): string {
  const told = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(told).toString();
}
