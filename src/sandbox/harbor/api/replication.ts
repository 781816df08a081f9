import { type Say, sayJson } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import type { Execution } from '../jobs.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal } from '../router.ts';
import { observed } from './observed.ts';

const CREATED = '2026-01-05T08:00:00.000Z';
const REGISTRY = {
  id: 1,
  name: 'registry',
  type: 'docker-registry',
  url: 'https://registry.acme.test',
  insecure: false,
  credential: { access_key: 'harbor', access_secret: '*****', type: 'basic' },
  status: 'healthy',
  creation_time: CREATED,
};
const POLICY = {
  id: 1,
  name: 'releases-to-registry',
  description: 'Releases of every team to the second registry',
  src_registry: null,
  dest_registry: REGISTRY,
  enabled: true,
  trigger: { type: 'scheduled', trigger_settings: { cron: '0 0 * * * *' } },
  creation_time: CREATED,
};

/** Replication endpoints, policies, executions and tasks. */
export const replication: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/registries',
    handle: (call) => refusal(call, maySystem(call.who, 'registry', 'list')) ?? sayList(call.ask, [REGISTRY]),
  },
  {
    method: 'GET',
    path: '/replication/policies',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'replication-policy', 'list')) ?? sayList(call.ask, [POLICY]),
  },
  {
    method: 'GET',
    path: '/replication/policies/{id}',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'replication-policy', 'read')) ??
      (call.param('id') === '1' ? sayJson(200, POLICY) : sayHarborError('NOT_FOUND', 'policy not found')),
  },
  {
    method: 'GET',
    path: '/replication/executions',
    async handle(call) {
      const refused = await refuseOrObserve(call);
      if (refused) return refused;
      const { query } = call.ask;
      const [policy, status] = [query.get('policy_id'), query.get('status')];
      const wanted = call.state.jobs
        .executions()
        .filter((one) => policy === null || String(one.policyId) === policy)
        .filter((one) => status === null || one.status === status);
      return sayList(call.ask, wanted.map(record));
    },
  },
  {
    method: 'GET',
    path: '/replication/executions/{id}/tasks',
    async handle(call) {
      const refused = await refuseOrObserve(call);
      if (refused) return refused;
      const found = call.state.jobs.executions().find(({ id }) => String(id) === call.param('id'));
      if (!found) return sayHarborError('NOT_FOUND', `execution ${call.param('id')} not found`);
      return sayList(call.ask, tasks(found));
    },
  },
];

async function refuseOrObserve(call: Call): Promise<Say | null> {
  const refused = refusal(call, maySystem(call.who, 'replication', 'list'));
  if (!refused) await observed(call.state);
  return refused;
}

function record(one: Execution) {
  const good = one.status === 'Succeed';
  return {
    id: one.id,
    policy_id: one.policyId,
    status: one.status,
    status_text: one.statusText,
    trigger: one.trigger,
    total: one.artifacts,
    succeed: good ? one.artifacts : 0,
    failed: 0,
    in_progress: 0,
    stopped: 0,
    start_time: one.start.toISOString(),
    end_time: one.end.toISOString(),
  };
}

/** Failures before tasks exist leave no task, only `status_text`. */
function tasks(one: Execution) {
  return Array.from({ length: one.artifacts }, (_, index) => ({
    id: one.id * 100 + index,
    execution_id: one.id,
    status: one.status,
    job_id: `job-${one.id}-${index}`,
    operation: 'copy',
    resource_type: 'image',
    start_time: one.start.toISOString(),
    end_time: one.end.toISOString(),
  }));
}
