import { siteOf, toldBy } from '../../engine/installation-place.ts';
import {
  KANGAROO_REGISTRY_SECRETS,
  type KangarooRegistrySecret,
  kangarooRegistrySecretOf,
} from '../../engine/kubernetes/kangaroo-registry-secret.ts';
import type { Probe } from '../../engine/probe.ts';

/** A registry that was integrated into kangaroo. */
export type Integration = KangarooRegistrySecret;

export const integrations: Probe<readonly Integration[]> = {
  id: 'integrations',
  asks: () => 'reading the registries that are integrated into kangaroo',
  rights: [
    { group: KANGAROO_REGISTRY_SECRETS.group, resource: KANGAROO_REGISTRY_SECRETS.plural, verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'kangaroo');
    const objects = await reader.objects(KANGAROO_REGISTRY_SECRETS, namespace);
    return (toldBy(objects) ?? []).map(kangarooRegistrySecretOf);
  },
};
