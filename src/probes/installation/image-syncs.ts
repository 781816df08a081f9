import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import { type RepositoryObject, repositoryOf } from '../../engine/kubernetes/repository.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
  type TheriseunionRegistrySecret,
  theriseunionRegistrySecretOf,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Probe } from '../../engine/probe.ts';

export interface ImageSyncsFact {
  readonly sources: readonly TheriseunionRegistrySecret[];
  readonly repositories: readonly RepositoryObject[];
}

/** What the image controller is to copy, of every namespace, and how far it is. */
export const imageSyncs: Probe<ImageSyncsFact> = {
  id: 'image-syncs',
  asks: () => 'reading the sources and Repositories of the image controller',
  rights: [
    { group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'list' },
    { group: THERISEUNION_USUAL, resource: 'repositories', verb: 'list' },
  ],
  async ask(context) {
    const { reader } = siteOf(context, 'image-controller');
    const groups = (toldBy(await reader.groups()) ?? []).filter((group) => THERISEUNION_GROUP.test(group));
    const all = async <T>(plural: string, read: (object: KubeObject) => T): Promise<readonly T[]> => {
      const answers = await Promise.all(groups.map((group) => reader.objects({ group, plural }, null)));
      return answers.flatMap((answer) => (toldBy(answer) ?? []).map(read));
    };
    const [sources, repositories] = await Promise.all([
      all('registrysecrets', theriseunionRegistrySecretOf),
      all('repositories', repositoryOf),
    ]);
    return { sources, repositories };
  },
};
