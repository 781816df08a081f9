import { CouldNotAsk } from '../../engine/answer.ts';
import { toldBy } from '../../engine/installation-place.ts';
import { MANUAL_SYNC, SYNC_STATUS } from '../../engine/kubernetes/repository.ts';
import type { Probe } from '../../engine/probe.ts';
import { repositoryObject } from './repository-object.ts';

/** A Repository as it would be applied again: without status, marks of syncs and what the API server fills in. */
export interface RepositoryManifestFact {
  readonly body: Readonly<Record<string, unknown>>;
  readonly finalizers: readonly string[];
  /** `hidden`: a text of it looks like a login and is not shown here, so it cannot be written again. */
  readonly texts: 'whole' | 'hidden';
}

const HIDDEN = /•••|\*\*\*/;

/** Asked only for remediations. */
export const repositoryManifest: Probe<RepositoryManifestFact> = {
  id: 'repository-manifest',
  asks: () => 'reading the whole Repository',
  async ask({ need, pull, cluster }) {
    const { group } = await need(repositoryObject);
    const { namespace = '', name = '' } = pull.sync ?? {};
    const kind = { group, plural: 'repositories' };
    const object = cluster && toldBy(await cluster.object(kind, namespace, name));
    if (!object) throw new CouldNotAsk(`the Repository \`${namespace}/${name}\` is not there any more`);
    const { apiVersion, kind: is, metadata, spec } = object;
    const { [MANUAL_SYNC]: _asked, [SYNC_STATUS]: _mark, ...annotations } = metadata.annotations ?? {};
    const body = {
      apiVersion,
      kind: is,
      metadata: {
        ...(metadata.labels ? { labels: metadata.labels } : {}),
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
      spec,
    };
    const texts = HIDDEN.test(JSON.stringify(body)) ? 'hidden' : 'whole';
    return { body, finalizers: metadata.finalizers ?? [], texts };
  },
};
