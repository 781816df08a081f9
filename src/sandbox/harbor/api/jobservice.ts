import { type Say, sayJson, sayText } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { JOB_TYPES } from '../jobs.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal, sent } from '../router.ts';
import { advance } from '../tasks/advance.ts';
import { stopJob, stopQueue } from '../tasks/stopping.ts';
import { workersOf } from '../tasks/workers.ts';

/** The job service dashboard. */
export const jobservice: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/jobservice/pools',
    since: '2.7',
    handle: (call) => monitored(call, 'list', () => pools(call)),
  },
  {
    method: 'GET',
    path: '/jobservice/pools/{pool}/workers',
    since: '2.7',
    handle: (call) => monitored(call, 'list', () => workers(call)),
  },
  {
    method: 'GET',
    path: '/jobservice/queues',
    since: '2.7',
    handle: (call) => monitored(call, 'list', () => sayJson(200, call.state.jobs.queues(call.state.now()))),
  },
  {
    method: 'PUT',
    path: '/jobservice/queues/{type}',
    since: '2.7',
    handle: (call) => monitored(call, 'stop', () => changeQueue(call)),
  },
  {
    method: 'PUT',
    path: '/jobservice/jobs/{job}',
    since: '2.7',
    // An unknown job is 200 and nothing happens.
    handle: (call) =>
      monitored(call, 'stop', () => {
        stopJob(call.state, call.param('job'));
        return { status: 200 };
      }),
  },
  {
    method: 'GET',
    path: '/jobservice/jobs/{job}/log',
    since: '2.8',
    handle: (call) =>
      monitored(call, 'list', () => {
        const log = call.state.work.jobs.get(call.param('job'))?.log;
        return log?.length
          ? sayText(200, `${log.join('\n')}\n`)
          : sayHarborError('NOT_FOUND', 'object is not found');
      }),
  },
  {
    method: 'GET',
    path: '/schedules',
    since: '2.7',
    handle: (call) => monitored(call, 'list', () => sayList(call.ask, schedules(call))),
  },
  {
    method: 'GET',
    path: '/schedules/{type}/paused',
    since: '2.7',
    handle: (call) =>
      refusal(call, call.who.kind !== 'anonymous') ??
      sayJson(200, { paused: call.state.work.paused.has('SCHEDULER') }),
  },
];

async function monitored(call: Call, action: 'list' | 'stop', then: () => Say): Promise<Say> {
  const refused = refusal(call, maySystem(call.who, 'jobservice-monitor', action));
  if (refused) return refused;
  if (call.state.ailing.has('redis')) return sayHarborError('UNKNOWN', 'internal server error');
  await advance(call.state);
  return then();
}

/** A dead pool's heartbeat stays in redis for a while and then is gone with it. */
function pools({ state }: Call): Say {
  if (state.jobs.downSince()) return sayJson(200, []);
  return sayJson(
    200,
    [...state.work.pools.values()].map((pool) => ({
      worker_pool_id: pool.id,
      pid: 1,
      start_at: pool.startedAt.toISOString(),
      heartbeat_at: (pool.heartbeat === 'beats' ? state.now() : pool.heartbeat).toISOString(),
      concurrency: pool.workers,
    })),
  );
}

function workers(call: Call): Say {
  if (call.state.jobs.downSince()) return sayJson(200, []);
  const wanted = call.param('pool');
  const mine = workersOf(call.state).filter(({ pool }) => wanted === 'all' || pool.id === wanted);
  return sayJson(
    200,
    mine.map(({ id, pool, job }) => ({
      id,
      pool_id: pool.id,
      ...(job?.held
        ? {
            job_name: job.type,
            job_id: job.id,
            start_at: job.held.since.toISOString(),
            ...(job.checkedInAt ? { checkin_at: job.checkedInAt.toISOString() } : {}),
          }
        : {}),
    })),
  );
}

function changeQueue(call: Call): Say {
  const { action } = sent(call);
  const type = call.param('type').toUpperCase();
  // A type that nobody knows is 200 as well: core asks redis for its key and finds nothing.
  const types: readonly string[] = type === 'ALL' ? JOB_TYPES : [type];
  const { paused } = call.state.work;
  for (const one of types) {
    if (action === 'pause') paused.add(one);
    else if (action === 'resume') paused.delete(one);
    else if (action === 'stop') stopQueue(call.state, one);
    else return sayHarborError('BAD_REQUEST', 'the action is not supported');
  }
  return { status: 200 };
}

function schedules({ state: { work } }: Call) {
  const policies = [...work.policies.values()].filter((one) => one.enabled && one.cron);
  const all = [
    ...policies.map(({ id, cron }) => ({ vendor_type: 'REPLICATION', vendor_id: id, cron })),
    ...(work.collectionPlan
      ? [{ vendor_type: 'GARBAGE_COLLECTION', vendor_id: -1, cron: work.collectionPlan.cron }]
      : []),
    { vendor_type: 'EXECUTION_SWEEP', vendor_id: -1, cron: '0 0 0 * * *' },
  ];
  return all.map((one, index) => ({ id: index + 1, ...one, creation_time: '2026-01-05T08:00:00.000Z' }));
}
