/** Garbage collection: its history, logs and schedule. 1.x calls the states otherwise and tells no counts. */
import { z } from 'zod';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Collection, Schedule } from '../../engine/harbor/records.ts';
import { type HarborAsking, mapFound } from './asking.ts';
import { lastOf } from './logs.ts';
import { Moment, Since } from './moments.ts';

const MOST = 50;

/** What the job writes into its parameters; a text that is not JSON tells nothing. */
const Parameters = z.object({
  dry_run: z.boolean().optional(),
  freed_space: z.coerce.number().optional(),
  purged_blobs: z.coerce.number().optional(),
  purged_manifests: z.coerce.number().optional(),
});

const Run = z
  .object({
    id: z.number(),
    job_status: z.string(),
    job_parameters: z.string().nullish(),
    creation_time: Since,
    update_time: Moment,
  })
  .transform((run): Collection => {
    const told = parametersOf(run.job_parameters ?? '');
    return {
      id: run.id,
      state: stateOf(run.job_status),
      dryRun: told.dry_run ?? false,
      createdAt: run.creation_time,
      updatedAt: run.update_time,
      freed: told.freed_space ?? null,
      blobs: told.purged_blobs ?? null,
      manifests: told.purged_manifests ?? null,
    };
  });

/** Without a schedule: `{}`, or null in 1.x. */
const Plan = z
  .object({ schedule: z.object({ type: z.string().nullish(), cron: z.string().nullish() }).nullish() })
  .nullable()
  .transform((plan): Schedule => {
    const type = plan?.schedule?.type ?? '';
    const state = type === 'Manual' ? 'manual' : type === '' || type === 'None' ? 'off' : 'on';
    return { type: 'GARBAGE_COLLECTION', of: null, cron: plan?.schedule?.cron || null, state };
  });

type CollectionCalls = Pick<HarborReader, 'collections' | 'collectionLog' | 'collectionSchedule'>;

export function collectionCalls(asking: HarborAsking): CollectionCalls {
  return {
    collections: async () =>
      mapFound(await asking.list('/system/gc?sort=-creation_time', Run, MOST), ({ items }) =>
        items.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)),
      ),
    collectionLog: async (id) => mapFound(await asking.text(`/system/gc/${id}/log`), lastOf),
    collectionSchedule: () =>
      asking.one(
        '/system/gc/schedule',
        z.preprocess((it) => it || null, Plan),
      ),
  };
}

function parametersOf(text: string): z.infer<typeof Parameters> {
  try {
    return Parameters.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

function stateOf(status: string): Collection['state'] {
  const state = status.toLowerCase();
  if (state === 'success' || state === 'finished') return 'success';
  if (state === 'error' || state === 'stopped' || state === 'running') return state;
  return 'pending';
}
