import type { Say } from '../../registry/exchange.ts';
import { sayJson } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { BASE, type Call, type Endpoint, refusal, sent } from '../router.ts';
import type { Policy } from '../tasks/records.ts';
import { executionsOf, isFinal } from '../tasks/replication.ts';
import { policyRecord } from './replication-records.ts';

/** What a client sends of a policy; a record that was read before can be sent back. */
interface SentPolicy {
  readonly name: string;
  readonly description: string;
  readonly src_registry: { readonly id?: number } | null;
  readonly dest_registry: { readonly id?: number } | null;
  readonly dest_namespace: string;
  readonly trigger: {
    readonly type: Policy['trigger'];
    readonly trigger_settings?: { readonly cron?: string };
  };
  readonly filters: Policy['filters'];
  readonly enabled: boolean;
  readonly override: boolean;
  readonly speed: number;
  readonly single_active_replication: boolean;
}

/** Replication policies: read, made, changed, deleted. */
export const policies: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/replication/policies',
    handle: (call) =>
      allowed(call, 'list', () =>
        sayList(
          call.ask,
          [...call.state.work.policies.values()]
            .filter(({ name }) => name.includes(call.ask.query.get('name') ?? ''))
            .map((policy) => policyRecord(call.state, policy)),
        ),
      ),
  },
  {
    method: 'POST',
    path: '/replication/policies',
    handle: (call) => allowed(call, 'create', () => create(call)),
  },
  {
    method: 'GET',
    path: '/replication/policies/{id}',
    handle: (call) =>
      allowed(call, 'read', () =>
        withPolicy(call, call.param('id'), (policy) => sayJson(200, policyRecord(call.state, policy))),
      ),
  },
  {
    method: 'PUT',
    path: '/replication/policies/{id}',
    handle: (call) =>
      allowed(call, 'update', () =>
        withPolicy(call, call.param('id'), (policy) => {
          const { id, resources, createdAt } = policy;
          const next = policyOf(call, { id, resources, createdAt });
          if ('status' in next) return next;
          call.state.work.policies.set(id, next);
          return { status: 200 };
        }),
      ),
  },
  {
    method: 'DELETE',
    path: '/replication/policies/{id}',
    handle: (call) =>
      allowed(call, 'delete', () => withPolicy(call, call.param('id'), (one) => remove(call, one))),
  },
];

export function withPolicy({ state }: Call, id: string, then: (policy: Policy) => Say): Say {
  const policy = state.work.policies.get(Number(id));
  return policy ? then(policy) : sayHarborError('NOT_FOUND', `replication policy ${id} not found`);
}

function create(call: Call): Say {
  const { work } = call.state;
  const { name = '' } = sent(call) as Partial<SentPolicy>;
  if ([...work.policies.values()].some((one) => one.name === name))
    return sayHarborError('CONFLICT', `replication policy ${name} already exists`);
  const id = 1 + Math.max(0, ...work.policies.keys());
  // What the name copied before it was deleted, it copies again.
  const resources = work.copied.get(name) ?? [];
  const policy = policyOf(call, { id, resources, createdAt: call.state.now() });
  if ('status' in policy) return policy;
  work.policies.set(id, policy);
  return { status: 201, headers: { location: `${BASE}/replication/policies/${id}` } };
}

/** Its executions go with it; as long as one is open it stays (pkg/task/execution.go). */
function remove({ state }: Call, policy: Policy): Say {
  const own = executionsOf(state, policy.id);
  if (own.some((one) => !isFinal(one)))
    return sayHarborError(
      'PRECONDITION',
      `the policy ${policy.id} contains executions that aren't in final status, stop the execution first`,
    );
  const { work } = state;
  const left = work.executions.filter((one) => !own.includes(one));
  work.executions.splice(0, work.executions.length, ...left);
  work.copied.set(policy.name, policy.resources);
  work.policies.delete(policy.id);
  return { status: 200 };
}

function policyOf(call: Call, fixed: Pick<Policy, 'id' | 'resources' | 'createdAt'>): Policy | Say {
  const given = sent(call) as Partial<SentPolicy>;
  const [from, to] = [given.src_registry?.id ?? 0, given.dest_registry?.id ?? 0];
  if (!given.name) return sayHarborError('BAD_REQUEST', 'empty name');
  if (from === 0 && to === 0)
    return sayHarborError(
      'BAD_REQUEST',
      "either src_registry or dest_registry should be empty and the other one shouldn't be empty",
    );
  const endpoint = from || to;
  if (!call.state.work.endpoints.has(endpoint))
    return sayHarborError('NOT_FOUND', `registry ${endpoint} not found`);
  const cron = given.trigger?.trigger_settings?.cron;
  return {
    ...fixed,
    name: given.name,
    description: given.description ?? '',
    direction: from ? 'pull' : 'push',
    endpoint,
    enabled: given.enabled ?? false,
    trigger: given.trigger?.type ?? 'manual',
    ...(cron ? { cron } : {}),
    filters: given.filters ?? [],
    override: given.override ?? false,
    destNamespace: given.dest_namespace ?? '',
    speed: given.speed ?? -1,
    single: given.single_active_replication ?? false,
  };
}

function allowed(call: Call, action: string, then: () => Say): Say {
  return refusal(call, maySystem(call.who, 'replication-policy', action)) ?? then();
}
