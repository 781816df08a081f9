/** How much more it is than at the last look, and this look kept for the next one. */
import type { ProjectStorage, RegistryStorage } from '../../engine/storage-report.ts';
import type { Surroundings } from '../surroundings.ts';

export interface Growth {
  readonly projects: readonly ProjectStorage[];
  readonly lastLook: RegistryStorage['lastLook'];
  readonly unknown: RegistryStorage['growthUnknown'];
  /** Our own failure to read or keep looks; null: none. */
  readonly why: string | null;
}

export async function grown(
  registry: string,
  projects: readonly ProjectStorage[],
  { looks, now }: Pick<Surroundings, 'looks' | 'now'>,
): Promise<Growth> {
  const nothing = { projects, lastLook: null, why: null };
  if (!looks) return { ...nothing, unknown: 'no-redis' };
  if (projects.length === 0) return { ...nothing, unknown: null };
  try {
    const last = await looks.last(registry, now());
    const used = Object.fromEntries(projects.map((one) => [one.name, one.used]));
    await looks.keep(registry, { at: now().toISOString(), projects: used });
    if (last === null) return { ...nothing, unknown: 'first-look' };
    const before = new Map(Object.entries(last.projects));
    const compared = projects.map((one) => ({ ...one, grownBy: one.used - (before.get(one.name) ?? 0) }));
    const sum = (all: Iterable<number>): number => [...all].reduce((total, each) => total + each, 0);
    const grownBy = sum(projects.map((one) => one.used)) - sum(before.values());
    return { projects: compared, lastLook: { at: last.at, grownBy }, unknown: null, why: null };
  } catch (error) {
    return { ...nothing, unknown: null, why: error instanceof Error ? error.message : String(error) };
  }
}
