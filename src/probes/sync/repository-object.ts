import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import { toldBy } from '../../engine/installation-place.ts';
import { textAt } from '../../engine/kubernetes/fields.ts';
import { type Keeper, keeperOf } from '../../engine/kubernetes/keeper.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';

/** Which object a Repository is, and who keeps it. */
export interface RepositoryObjectFact {
  readonly group: string;
  readonly uid: string;
  readonly keeper: Keeper | null;
  /** As written; null: not set. */
  readonly syncTimeout: string | null;
}

const words: Words<{ gone(name: string): string }> = {
  en: { gone: (name) => `the Repository \`${name}\` is not there any more` },
};

/** Asked only for remediations. The group's name is not fixed: it is discovered. */
export const repositoryObject: Probe<RepositoryObjectFact> = {
  id: 'repository-object',
  asks: () => 'reading who keeps the Repository',
  rights: [{ group: THERISEUNION_USUAL, resource: 'repositories', verb: 'get' }],
  async ask({ pull, cluster }) {
    const { namespace, name, kind } = pull.sync ?? {};
    if (kind !== 'repository' || namespace === undefined || name === undefined || cluster === null)
      throw new NotReached('subject');
    const groups = toldBy(await cluster.groups()) ?? [];
    for (const group of groups.filter((one) => THERISEUNION_GROUP.test(one))) {
      const object = toldBy(await cluster.object({ group, plural: 'repositories' }, namespace, name));
      if (!object) continue;
      const { metadata, spec } = object;
      const syncTimeout = textAt(spec, 'syncTimeout');
      return { group, uid: metadata.uid ?? '', keeper: keeperOf(metadata), syncTimeout };
    }
    throw new CouldNotAsk(words.en.gone(`${namespace}/${name}`));
  },
};
