/** Where does the storage go: of the registries there are, and of the nodes that pull from them. */
import type { ReplyFile } from '../../engine/files.ts';
import type { Progress } from '../../engine/progress.ts';
import type { StorageQuestion } from '../../engine/question.ts';
import type { Refusal, Reply } from '../../engine/reply.ts';
import type { RegistryStorage, StorageReport } from '../../engine/storage-report.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { findInstallations } from '../installation/find-installations.ts';
import type { Surroundings } from '../surroundings.ts';
import { cleaningOf } from './cleaning.ts';
import { pictureFile } from './picture-file.ts';
import { storageOf } from './registry-storage.ts';
import { nodesUnderPressure } from './under-pressure.ts';

/** Registries whose projects are drawn. */
const PICTURES = 3;

const words: Words<{
  unknown(registry: string): string;
  readonly none: string;
  asks(name: string): string;
  readonly asksNodes: string;
  readonly picture: string;
}> = {
  en: {
    unknown: (registry) => `I know no registry \`${registry}\` whose storage can be asked about.`,
    none: 'No Harbor is configured here, and none was found in a cluster.',
    asks: (name) => `asking \`${name}\` for its projects, quotas and collections`,
    asksNodes: 'reading which nodes are short of disk',
    picture: 'the picture of its projects',
  },
};

export async function askStorage(
  { registry }: StorageQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void = () => {},
): Promise<Reply> {
  const started = performance.now();
  const { found, couldNotLook } = await findInstallations(surroundings, registry);
  const harbors = found.filter(({ product }) => product === 'harbor');
  if (harbors.length === 0 && (registry !== undefined || surroundings.clusters.size === 0))
    return nowhere(registry, couldNotLook);
  const asked = harbors.map(({ name }) => ({
    id: name,
    asks: words.en.asks(name),
    state: 'asking' as const,
  }));
  report({ steps: [...asked, { id: 'nodes', asks: words.en.asksNodes, state: 'asking' }] });
  const places = new Set(harbors.flatMap(({ place }) => (place === null ? [] : [place.cluster])));
  const clusters = registry === undefined ? null : places;
  const controllers = found.filter(({ product }) => product === 'image-controller');
  const [registries, pressure, uncleaned] = await Promise.all([
    Promise.all(harbors.map((one) => storageOf(one, surroundings))),
    nodesUnderPressure(surroundings, clusters),
    Promise.all(controllers.map((one) => cleaningOf(one, surroundings))),
  ]);
  const { files, spots } = await pictures(registries, surroundings);
  const full: StorageReport = {
    at: surroundings.now().toISOString(),
    ...(registry === undefined ? {} : { asked: registry }),
    registries,
    nodes: pressure.nodes,
    nodesSeen: pressure.seen,
    troubles: [...pressure.troubles, ...uncleaned.flat()],
    couldNotLook: [...couldNotLook, ...pressure.couldNotLook, ...spots],
    ms: Math.round(performance.now() - started),
  };
  return { kind: 'storage', report: full, ...(files.length > 0 ? { files } : {}) };
}

/** A picture that cannot be drawn takes nothing away from the answer. */
async function pictures(
  registries: readonly RegistryStorage[],
  { files, now }: Surroundings,
): Promise<{ readonly files: readonly ReplyFile[]; readonly spots: readonly BlindSpot[] }> {
  if (!files) return { files: [], spots: [] };
  const drawable = registries.filter(({ projects }) => projects.length > 0).slice(0, PICTURES);
  const drawn = await Promise.allSettled(
    drawable.map(async (one) => files.put(await pictureFile(one, now()))),
  );
  return {
    files: drawn.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    spots: drawn.flatMap((one) =>
      one.status === 'rejected' ? [{ probe: words.en.picture, why: String(one.reason) }] : [],
    ),
  };
}

function nowhere(registry: string | undefined, blind: readonly BlindSpot[]): Refusal {
  const says = registry === undefined ? words.en.none : words.en.unknown(registry);
  const spots = blind.map(({ probe, why }) => ` Could not look at ${probe}: ${why}.`).join('');
  return { kind: 'refusal', why: 'not-found', says: `${says}${spots}`, tries: ['/registry status'] };
}
