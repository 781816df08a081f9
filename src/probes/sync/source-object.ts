import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import { toldBy } from '../../engine/installation-place.ts';
import { type Keeper, keeperOf } from '../../engine/kubernetes/keeper.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe } from '../../engine/probe.ts';
import { imageSource } from './image-source.ts';

/** Which object a registry source is, and who keeps it. */
export interface SourceObjectFact {
  readonly group: string;
  readonly uid: string;
  readonly keeper: Keeper | null;
}

/** Asked only for remediations. */
export const sourceObject: Probe<SourceObjectFact> = {
  id: 'source-object',
  asks: () => 'reading who keeps the registry source',
  rights: [{ group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'get' }],
  async ask({ need, cluster }) {
    const { source } = await need(imageSource);
    if (source === null || cluster === null) throw new NotReached('image-source');
    const groups = toldBy(await cluster.groups()) ?? [];
    for (const group of groups.filter((one) => THERISEUNION_GROUP.test(one))) {
      const kind = { group, plural: 'registrysecrets' };
      const object = toldBy(await cluster.object(kind, source.namespace, source.name));
      if (object) return { group, uid: object.metadata.uid ?? '', keeper: keeperOf(object.metadata) };
    }
    throw new CouldNotAsk(`the RegistrySecret \`${source.namespace}/${source.name}\` is not there any more`);
  },
};
