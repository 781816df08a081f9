/** The projects of a Harbor with what they use and may use. */
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { ProjectStorage } from '../../engine/storage-report.ts';

/** As many as one look reads. */
const MOST = 500;

export interface Told {
  readonly known: boolean;
  /** The largest first; growth is not known yet. */
  readonly projects: readonly ProjectStorage[];
  /** How many there are. */
  readonly total: number;
  /** Why not all is known; null: it is. */
  readonly why: string | null;
}

/** Quotas tell sizes; a login that may not list them is told the quota of each project it may read. */
export async function projectsOf(harbor: HarborReader): Promise<Told> {
  const [projects, quotas] = await Promise.all([harbor.projects(MOST), harbor.quotas(MOST)]);
  if (projects.ended !== 'found') return { known: false, projects: [], total: 0, why: projects.says };
  const { items, total } = projects.value;
  const byName = new Map(
    quotas.ended === 'found' ? quotas.value.items.map((one) => [one.project.name, one] as const) : [],
  );
  const told = await Promise.all(
    items.map(async ({ name, repositories, proxyOf }, at) => {
      const quota =
        byName.get(name) ?? (quotas.ended !== 'found' && at < 50 ? await one(harbor, name) : null);
      return quota === null ? null : storage(name, repositories, proxyOf, quota);
    }),
  );
  const known = told.filter((each) => each !== null);
  const why = known.length > 0 || items.length === 0 ? null : quotas.ended === 'found' ? null : quotas.says;
  return {
    known: known.length > 0 || items.length === 0,
    projects: known.toSorted((a, b) => b.used - a.used),
    total,
    why,
  };
}

interface Quota {
  readonly hard: number | null;
  readonly used: number;
}

async function one(harbor: HarborReader, name: string): Promise<Quota | null> {
  const answer = await harbor.projectQuota(name);
  return answer.ended === 'found' ? answer.value : null;
}

function storage(
  name: string,
  repositories: number,
  proxyOf: number | null,
  { hard, used }: Quota,
): ProjectStorage {
  const kind = proxyOf === null ? 'own' : 'proxy-cache';
  return { name, used, hard, repositories, kind, grownBy: null };
}
