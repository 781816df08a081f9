import { type Say, sayJson, sayText } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { BASE, type Call, type Endpoint, refusal, sent } from '../router.ts';
import { advance } from '../tasks/advance.ts';
import type { Execution, Task } from '../tasks/records.ts';
import { startExecution, stopExecution } from '../tasks/replication.ts';
import { withPolicy } from './policies.ts';
import { executionRecord, taskRecord } from './replication-records.ts';

/** Executions of replication policies, their tasks and logs. */
export const replication: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/replication/executions',
    async handle(call) {
      const refused = await refuseOrAdvance(call, 'list');
      if (refused) return refused;
      const { query } = call.ask;
      const asked = (name: string) => query.get(name);
      const wanted = call.state.work.executions
        .filter((one) => asked('policy_id') === null || String(one.policyId) === asked('policy_id'))
        .filter((one) => asked('status') === null || one.status === asked('status'))
        .filter((one) => asked('trigger') === null || one.trigger === asked('trigger'));
      return sayList(call.ask, wanted.map(executionRecord));
    },
  },
  {
    method: 'POST',
    path: '/replication/executions',
    async handle(call) {
      const refused = await refuseOrAdvance(call, 'create');
      if (refused) return refused;
      return withPolicy(call, String(sent(call)['policy_id']), (policy) => {
        if (!policy.enabled) return sayHarborError('PRECONDITION', `the policy ${policy.id} is disabled`);
        const { id } = startExecution(call.state, policy, 'manual');
        return { status: 201, headers: { location: `${BASE}/replication/executions/${id}` } };
      });
    },
  },
  {
    method: 'GET',
    path: '/replication/executions/{id}',
    handle: (call) => withExecution(call, 'read', (one) => sayJson(200, executionRecord(one))),
  },
  {
    method: 'PUT',
    path: '/replication/executions/{id}',
    // Stopping asks for the right to create (handler StopReplication).
    handle: (call) =>
      withExecution(call, 'create', (execution) => {
        stopExecution(call.state, execution);
        return { status: 200 };
      }),
  },
  {
    method: 'GET',
    path: '/replication/executions/{id}/tasks',
    handle: (call) =>
      withExecution(call, 'list', (execution) => {
        const status = call.ask.query.get('status');
        const wanted = execution.tasks.filter((task) => status === null || task.status === status);
        return sayList(
          call.ask,
          wanted.map((task) => taskRecord(execution, task)),
        );
      }),
  },
  {
    method: 'GET',
    path: '/replication/executions/{id}/tasks/{task}/log',
    handle: (call) =>
      withExecution(call, 'read', (execution) => {
        const task = execution.tasks.find(({ id }) => String(id) === call.param('task'));
        return task ? sayLog(task) : sayHarborError('NOT_FOUND', `task ${call.param('task')} not found`);
      }),
  },
];

function sayLog({ log }: Task): Say {
  return log ? sayText(200, `${log.join('\n')}\n`) : sayHarborError('NOT_FOUND', 'object is not found');
}

async function withExecution(
  call: Call,
  action: 'list' | 'read' | 'create',
  then: (execution: Execution) => Say,
): Promise<Say> {
  const refused = await refuseOrAdvance(call, action);
  if (refused) return refused;
  const found = call.state.work.executions.find(({ id }) => String(id) === call.param('id'));
  return found
    ? then(found)
    : sayHarborError('NOT_FOUND', `replication execution ${call.param('id')} not found`);
}

async function refuseOrAdvance(call: Call, action: string): Promise<Say | null> {
  const refused = refusal(call, maySystem(call.who, 'replication', action));
  if (!refused) await advance(call.state);
  return refused;
}
