import { type Say, sayJson } from '../../registry/exchange.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal } from '../router.ts';
import { observed } from './observed.ts';

const POOL = 'b4a3f1c0d2e94f7a';
const WORKERS = 10;

/** The job service dashboard and the history of garbage collection. */
export const jobservice: readonly Endpoint[] = [
  { method: 'GET', path: '/jobservice/pools', handle: (call) => monitored(call, () => pools(call)) },
  {
    method: 'GET',
    path: '/jobservice/pools/{pool}/workers',
    handle: (call) =>
      monitored(call, () => {
        const alive = call.state.jobs.downSince() === null;
        const ids = alive ? Array.from({ length: WORKERS }, (_, index) => index) : [];
        return sayJson(
          200,
          ids.map((id) => ({ id: `worker-${id}`, pool_id: POOL })),
        );
      }),
  },
  {
    method: 'GET',
    path: '/jobservice/queues',
    handle: (call) => monitored(call, () => sayJson(200, call.state.jobs.queues(call.state.now()))),
  },
  {
    method: 'GET',
    path: '/system/gc',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'garbage-collection', 'list')) ??
      sayList(call.ask, collections(call)),
  },
];

async function monitored(call: Call, then: () => Say): Promise<Say> {
  const refused = refusal(call, maySystem(call.who, 'jobservice-monitor', 'list'));
  if (refused) return refused;
  await observed(call.state);
  return then();
}

/** A dead pool's heartbeat stays in redis for a while and then is gone with it. */
function pools({ state }: Call): Say {
  if (state.jobs.downSince()) return sayJson(200, []);
  const heartbeat_at = state.now().toISOString();
  const start_at = new Date(state.now().getTime() - 3_600_000).toISOString();
  return sayJson(200, [{ worker_pool_id: POOL, pid: 1, start_at, heartbeat_at, concurrency: WORKERS }]);
}

function collections({ state }: Call) {
  const night = Math.floor(state.now().getTime() / 86_400_000) * 86_400_000;
  return [0, 1, 2].map((ago) => {
    const at = new Date(night - ago * 86_400_000).toISOString();
    const job_parameters = JSON.stringify({
      delete_untagged: false,
      dry_run: false,
      freed_space: 52_428_800,
      workers: 1,
    });
    return {
      id: 30 - ago,
      job_name: 'GARBAGE_COLLECTION',
      job_kind: 'SCHEDULE',
      job_parameters,
      job_status: 'Success',
      deleted: false,
      creation_time: at,
      update_time: at,
    };
  });
}
