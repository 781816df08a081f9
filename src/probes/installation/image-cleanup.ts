import { siteOf, toldBy } from '../../engine/installation-place.ts';
import {
  IMAGE_CLEANUP_POLICIES,
  imageCleanupPolicyOf,
} from '../../engine/kubernetes/image-cleanup-policy.ts';
import type { Probe } from '../../engine/probe.ts';
import { imageSyncs } from './image-syncs.ts';

export interface ImageCleanupFact {
  /** `namespace/name` of each ImageCleanupPolicy. */
  readonly policies: readonly string[];
  readonly repositories: number;
  /** Repositories not synced for a long time, the oldest first. */
  readonly old: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly image: string;
    readonly lastSynced: string;
    /** Whether a pod that is there uses the image; unknown where pods may not be read. */
    readonly used: 'used' | 'unused' | 'unknown';
  }[];
}

const OLD_MS = 180 * 24 * 60 * 60_000;
const MOST = 50;

/** What of the image controller nobody cleans up. */
export const imageCleanup: Probe<ImageCleanupFact> = {
  id: 'image-cleanup',
  asks: () => 'reading its clean-up policies and old Repositories',
  rights: [
    { group: IMAGE_CLEANUP_POLICIES.group, resource: IMAGE_CLEANUP_POLICIES.plural, verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
  ],
  async ask(context) {
    const { reader } = siteOf(context, 'image-controller');
    const { repositories } = await context.need(imageSyncs);
    const policies = (toldBy(await reader.objects(IMAGE_CLEANUP_POLICIES, null)) ?? []).map(
      imageCleanupPolicyOf,
    );
    const before = new Date(context.now().getTime() - OLD_MS).toISOString();
    const old = repositories
      .flatMap(({ namespace, name, repository, tag, sync }) =>
        sync.lastSynced !== null && sync.lastSynced < before && repository !== null
          ? [
              {
                namespace,
                name,
                image: tag === null ? repository : `${repository}:${tag}`,
                lastSynced: sync.lastSynced,
              },
            ]
          : [],
      )
      .toSorted((a, b) => a.lastSynced.localeCompare(b.lastSynced))
      .slice(0, MOST);
    const pods = old.length === 0 ? null : await reader.pods(null);
    const images =
      pods?.ended === 'found' ? pods.value.flatMap((pod) => pod.containers.map(({ image }) => image)) : null;
    return {
      policies: policies.map(({ namespace, name }) => `${namespace}/${name}`),
      repositories: repositories.length,
      old: old.map((one) => ({ ...one, used: usedBy(one.image, images) })),
    };
  },
};

/** The host differs after a sync; path and tag stay. */
function usedBy(image: string, images: readonly string[] | null): 'used' | 'unused' | 'unknown' {
  if (images === null) return 'unknown';
  const ends = images.some((one) => one === image || one.endsWith(`/${image}`));
  return ends ? 'used' : 'unused';
}
