/** The quota of the image's project, and what the storage below still holds. Asked only for remediations. */
import { z } from 'zod';
import { CouldNotAsk } from '../engine/answer.ts';
import { askHarbor } from '../engine/harbor/answers.ts';
import { callRights } from '../engine/harbor/call-rights.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { harborProject, projectDoor } from './harbor-project.ts';

export interface ProjectRoomFact {
  readonly quota: {
    readonly id: number;
    /** Bytes; null: unlimited. */
    readonly hard: number | null;
    readonly used: number;
  };
  /** Bytes. `object-storage`: it has no end that Harbor could know. Null: nothing tells. */
  readonly free: number | 'object-storage' | null;
}

const words: Words<{ readonly refused: (says: string) => string; readonly none: string }> = {
  en: {
    refused: (says) => `Harbor does not show its quota to our login: ${says}`,
    none: 'Harbor lists no quota of this project',
  },
};

const Storage = z.object({ storage: z.number().nullish() }).nullish();
const Quotas = z.array(z.object({ id: z.number(), hard: Storage, used: Storage }));
const System = z.object({ registry_storage_provider_name: z.string().nullish() });
const Volumes = z.object({ storage: z.array(z.object({ total: z.number(), free: z.number() })) });
/** Drivers of distribution that write to a bucket. */
const BUCKETS: ReadonlySet<string> = new Set(['s3', 'gcs', 'azure', 'oss', 'swift']);

export const projectRoom: Probe<ProjectRoomFact> = {
  id: 'project-room',
  asks: () => 'reading its quota and how much room the storage has',
  harborRights: callRights('quotas', 'volumes'),
  async ask(context) {
    const { project } = await context.need(harborProject);
    const { door } = await projectDoor(context);
    const at = `/api/v2.0/quotas?reference=project&reference_id=${project.id}`;
    const [quotas, system, volumes] = await Promise.all([
      askHarbor(door, at, { schema: Quotas }),
      askHarbor(door, '/api/v2.0/systeminfo', { schema: System }),
      askHarbor(door, '/api/v2.0/systeminfo/volumes', { schema: Volumes }),
    ]);
    if (quotas.ended !== 'found') throw new CouldNotAsk(words.en.refused(quotas.says));
    const [quota] = quotas.value;
    if (!quota) throw new CouldNotAsk(words.en.none);
    const driver = system.ended === 'found' ? (system.value.registry_storage_provider_name ?? '') : '';
    const hard = quota.hard?.storage ?? -1;
    return {
      quota: { id: quota.id, hard: hard < 0 ? null : hard, used: quota.used?.storage ?? 0 },
      free: BUCKETS.has(driver) ? 'object-storage' : freeOf(volumes),
    };
  },
};

/** On Kubernetes Harbor tells 0 of 0, which is no answer. */
function freeOf(volumes: { ended: string; value?: z.infer<typeof Volumes> }): number | null {
  const known = (volumes.value?.storage ?? []).filter(({ total }) => total > 0);
  return known.length === 0 ? null : Math.min(...known.map(({ free }) => free));
}
