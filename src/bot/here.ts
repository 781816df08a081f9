/** What alerts can be about here: the configured clusters and registries by every name they have. */
import type { FileConfig } from '../config.ts';
import type { Here } from '../engine/alerts/place-target.ts';

export function hereOf({ clusters, registries }: FileConfig): Here {
  const marked = clusters.find((one) => one.default);
  return {
    clusters: clusters.map(({ name, aliases, context }) => ({
      name,
      also: [...(aliases ?? []), ...(context === undefined ? [] : [context])],
    })),
    registries: registries.flatMap(({ name, host }) => [name, host]),
    usual: marked?.name ?? null,
  };
}
