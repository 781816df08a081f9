/** Do the tags of a Harbor still lead to images? A bounded look at what is newest and at what has no size. */

import { CouldNotAsk } from '../../engine/answer.ts';
import { callRights, PULL_RIGHT } from '../../engine/harbor/call-rights.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborArtifact } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { sideBySide } from '../../engine/side-by-side.ts';
import type { Pull } from '../../engine/subject.ts';
import type { Words } from '../../engine/words.ts';
import { type Damage, openRegistry, type RegistryDoor } from './image-damage.ts';

export interface DamagedImage extends Damage {
  /** `shop/cart`. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** Those of its tags that a rule keeps from being deleted. */
  readonly kept?: readonly string[];
  readonly digest: string;
  /** As Harbor lists it, bytes. */
  readonly size: number;
}

export interface DamagedImagesFact {
  readonly repositories: number;
  /** How many repositories there are. */
  readonly of: number;
  /** Whose manifest and layers were asked for. */
  readonly artifacts: number;
  readonly damaged: readonly DamagedImage[];
  /** Harbor's words where some of it may not be read; absent: all that was chosen was. */
  readonly hidden?: string;
}

/** Bounds of one look: some hundreds of small questions at most. */
const MOST = { projects: 100, repositories: 80, artifacts: 20, proved: 80 } as const;
const AT_ONCE = 4;

const words: Words<{ refused(says: string): string }> = {
  en: { refused: (says) => `our login may not read it: ${says}` },
};

export const damagedImages: Probe<DamagedImagesFact> = {
  id: 'damaged-images',
  asks: () => 'asking for the manifests and layers of its newest images',
  timeBoxMs: 25_000,
  harborRights: [...callRights('projects', 'repositories', 'artifacts', 'artifact'), PULL_RIGHT],
  async ask(context) {
    const harbor = harborFrom(context);
    const door = await openRegistry(harbor.origin, context.network);
    if ('why' in door) throw new CouldNotAsk(door.why);
    const only = oneImage(context.pull);
    if (only) return lookAtOne(only, harbor, door);
    const refused: string[] = [];
    const { chosen, of } = await choose(harbor, refused);
    let left: number = MOST.proved;
    let artifacts = 0;
    const found = await sideBySide(chosen, AT_ONCE, async (name) => {
      if (left <= 0 || context.signal.aborted) return [];
      const [project = '', ...rest] = name.split('/');
      const listed = await harbor.artifacts(project, rest.join('/'), MOST.artifacts);
      if (listed.ended === 'refused') refused.push(listed.says);
      if (listed.ended !== 'found') return [];
      const suspects = suspicious(listed.value.items).slice(0, Math.max(0, left));
      left -= suspects.length;
      const proved = await prove(name, suspects, door);
      if ('refused' in proved) {
        refused.push(proved.refused);
        return [];
      }
      artifacts += suspects.length;
      return proved.found;
    });
    const [says] = refused;
    // What some projects hide says nothing of the others; that nothing may be read is no good news.
    if (artifacts === 0 && says !== undefined) throw new CouldNotAsk(words.en.refused(says));
    return {
      repositories: chosen.length,
      of,
      artifacts,
      damaged: found.flat(),
      ...(says === undefined ? {} : { hidden: words.en.refused(says) }),
    };
  },
};

interface OneImage {
  readonly repository: string;
  readonly tag: string;
}

/** After a fix of one tag, that tag alone is asked about. */
function oneImage({ image, installation }: Pull): OneImage | null {
  const host = installation?.host;
  const path = host != null && image.startsWith(`${host}/`) ? image.slice(host.length + 1) : '';
  const [, repository, tag] = /^(.+):([^:/]+)$/.exec(path) ?? [];
  return repository === undefined || tag === undefined ? null : { repository, tag };
}

/** What is not there is not damaged. */
async function lookAtOne(
  { repository, tag }: OneImage,
  harbor: HarborReader,
  door: RegistryDoor,
): Promise<DamagedImagesFact> {
  const [project = '', ...rest] = repository.split('/');
  const answer = await harbor.artifact(project, rest.join('/'), tag);
  const artifacts = answer.ended === 'absent' ? [] : [toldByHarbor(answer, harbor)];
  const proved = await prove(repository, artifacts, door);
  if ('refused' in proved) throw new CouldNotAsk(words.en.refused(proved.refused));
  return { repositories: 1, of: 1, artifacts: artifacts.length, damaged: proved.found };
}

/** What a proxy cache lists need not lie there: it fetches again what it has lost. */
async function choose(
  harbor: HarborReader,
  refused: string[],
): Promise<{ readonly chosen: readonly string[]; readonly of: number }> {
  const projects = toldByHarbor(await harbor.projects(MOST.projects), harbor);
  const own = projects.items.filter(({ proxyOf, repositories }) => proxyOf === null && repositories > 0);
  const lists = await sideBySide(own, AT_ONCE, async ({ name }) => {
    const answer = await harbor.repositories(name, MOST.repositories);
    if (answer.ended === 'refused') refused.push(answer.says);
    return answer.ended === 'found' ? answer.value : { items: [], total: 0 };
  });
  const newest = lists
    .flatMap(({ items }) => items)
    .filter((one) => one.artifacts > 0)
    .toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''));
  return {
    chosen: newest.slice(0, MOST.repositories).map(({ name }) => name),
    of: lists.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Those without a size that are no index, and the newest. */
function suspicious(artifacts: readonly HarborArtifact[]): readonly HarborArtifact[] {
  const sizeless = artifacts.filter(({ size, children }) => size === 0 && children === 0);
  const [newest] = artifacts
    .filter((one) => !sizeless.includes(one))
    .toSorted((a, b) => (b.pushedAt ?? '').localeCompare(a.pushedAt ?? ''));
  return newest ? [...sizeless, newest] : sizeless;
}

async function prove(
  repository: string,
  suspects: readonly HarborArtifact[],
  door: RegistryDoor,
): Promise<{ readonly found: readonly DamagedImage[] } | { readonly refused: string }> {
  if (suspects.length === 0) return { found: [] };
  const ask = await door.enter(repository);
  if (typeof ask !== 'function') return ask;
  const found: DamagedImage[] = [];
  for (const { digest, tags, size } of suspects) {
    const damage = await ask(digest);
    if (!damage) continue;
    const kept = tags.filter(({ immutable }) => immutable).map(({ name }) => name);
    found.push({
      ...damage,
      repository,
      tags: tags.map(({ name }) => name),
      ...(kept.length > 0 ? { kept } : {}),
      digest,
      size,
    });
  }
  return { found };
}
