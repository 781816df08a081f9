import { type Say, sayJson, sayText } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { BASE, type Call, type Endpoint, refusal, sent } from '../router.ts';
import { advance } from '../tasks/advance.ts';
import { startCollection, stopCollection } from '../tasks/collecting.ts';
import type { Collection } from '../tasks/records.ts';

const MOST_WORKERS = 10;

/** Garbage collection: history, logs, schedule, start and stop. */
export const collections: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/system/gc',
    handle: (call) => allowed(call, 'list', () => sayList(call.ask, call.state.work.collections.map(record))),
  },
  {
    method: 'GET',
    path: '/system/gc/schedule',
    handle: (call) =>
      allowed(call, 'read', () => {
        const plan = call.state.work.collectionPlan;
        // Without a schedule Harbor answers nothing at all.
        return plan ? sayJson(200, { job_name: 'GARBAGE_COLLECTION', schedule: plan }) : { status: 200 };
      }),
  },
  {
    method: 'POST',
    path: '/system/gc/schedule',
    handle: (call) => allowed(call, 'create', () => plan(call)),
  },
  { method: 'PUT', path: '/system/gc/schedule', handle: (call) => allowed(call, 'update', () => plan(call)) },
  {
    method: 'GET',
    path: '/system/gc/{id}',
    handle: (call) => allowed(call, 'read', () => withCollection(call, (one) => sayJson(200, record(one)))),
  },
  {
    method: 'GET',
    path: '/system/gc/{id}/log',
    handle: (call) =>
      allowed(call, 'read', () =>
        withCollection(call, ({ log }) =>
          log ? sayText(200, `${log.join('\n')}\n`) : sayHarborError('NOT_FOUND', 'object is not found'),
        ),
      ),
  },
  {
    method: 'PUT',
    path: '/system/gc/{id}',
    since: '2.6',
    handle: (call) =>
      allowed(call, 'stop', () =>
        withCollection(call, (one) => {
          stopCollection(call.state, one);
          return { status: 200 };
        }),
      ),
  },
];

/** `Manual` starts one now, and a second one waits for the first; anything else is the schedule from now on. */
function plan(call: Call): Say {
  const { schedule, parameters } = sent(call) as {
    readonly schedule?: { readonly type?: string; readonly cron?: string };
    readonly parameters?: Readonly<Record<string, unknown>>;
  };
  const type = schedule?.type ?? '';
  const { work } = call.state;
  let id = 0;
  if (type === 'None') work.collectionPlan = null;
  else if (type !== 'Manual') {
    if (!schedule?.cron) return sayHarborError('BAD_REQUEST', 'empty cron string for gc schedule');
    work.collectionPlan = { type, cron: schedule.cron };
  } else {
    const workers = Number(parameters?.['workers'] ?? 1);
    if (!(workers >= 1 && workers <= MOST_WORKERS))
      return sayHarborError(
        'BAD_REQUEST',
        `Error: Invalid GC workers range, must be between 1 and ${MOST_WORKERS}`,
      );
    id = startCollection(call.state, {
      kind: 'MANUAL',
      dryRun: parameters?.['dry_run'] === true,
      deleteUntagged: parameters?.['delete_untagged'] === true,
      workers,
    }).id;
  }
  if (call.ask.method === 'PUT') return { status: 200 };
  return { status: 201, headers: { location: `${BASE}/system/gc/${id}` } };
}

async function allowed(call: Call, action: string, then: () => Say): Promise<Say> {
  const refused = refusal(call, maySystem(call.who, 'garbage-collection', action));
  if (refused) return refused;
  await advance(call.state);
  return then();
}

function withCollection({ state, param }: Call, then: (one: Collection) => Say): Say {
  const found = state.work.collections.find(({ id }) => String(id) === param('id'));
  return found ? then(found) : sayHarborError('NOT_FOUND', `gc ${param('id')} not found`);
}

function record(one: Collection) {
  const told = one.freed
    ? { freed_space: one.freed.space, purged_blobs: one.freed.blobs, purged_manifests: one.freed.manifests }
    : {};
  return {
    id: one.id,
    job_name: 'GARBAGE_COLLECTION',
    job_kind: one.kind,
    job_parameters: JSON.stringify({
      delete_untagged: one.deleteUntagged,
      dry_run: one.dryRun,
      workers: one.workers,
      ...told,
    }),
    job_status: one.status,
    deleted: false,
    creation_time: one.createdAt.toISOString(),
    update_time: one.updatedAt.toISOString(),
  };
}
