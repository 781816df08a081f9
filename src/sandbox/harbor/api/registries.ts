import { sayJson } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal, sent } from '../router.ts';
import type { RegistryEndpoint } from '../tasks/records.ts';
import { endpointRecord } from './replication-records.ts';

/** The other registries: what is known of them and how they answer now. */
export const registries: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/registries',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'registry', 'list')) ??
      sayList(call.ask, [...call.state.work.endpoints.values()].map(endpointRecord)),
  },
  {
    method: 'POST',
    path: '/registries/ping',
    handle: (call) => withEndpoint(call, String(sent(call)['id']), ping),
  },
  {
    method: 'GET',
    path: '/registries/{id}',
    handle: (call) => withEndpoint(call, call.param('id'), (one) => sayJson(200, endpointRecord(one))),
  },
];

function withEndpoint(call: Call, id: string, then: (one: RegistryEndpoint) => ReturnType<typeof ping>) {
  const refused = refusal(call, maySystem(call.who, 'registry', 'read'));
  if (refused) return refused;
  const found = call.state.work.endpoints.get(Number(id));
  return found ? then(found) : sayHarborError('NOT_FOUND', `registry ${id} not found`);
}

/** 400 from the health check; what the adapter meets comes through with its own status. */
function ping({ ping: answer }: RegistryEndpoint) {
  if (!answer) return { status: 200 };
  return sayJson(answer.status, { errors: [{ code: answer.code, message: answer.message }] });
}
