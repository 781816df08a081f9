/** Every trouble of an installation that can be struck while the world runs, and which are. */
import type { Stricken, Trouble } from './trouble.ts';
import { cargoDomain } from './troubles/cargo-domain.ts';
import { cargoTokenDown } from './troubles/cargo-token-down.ts';
import { cargoTokenElsewhere } from './troubles/cargo-token-elsewhere.ts';
import { coreHangs } from './troubles/core-hangs.ts';
import { databaseDown } from './troubles/database-down.ts';
import { harborclusterStale } from './troubles/harborcluster-stale.ts';
import { harborclusterUnhealthy } from './troubles/harborcluster-unhealthy.ts';
import { quotaSync } from './troubles/quota-sync.ts';
import { redisCluster } from './troubles/redis-cluster.ts';
import { redisHangs } from './troubles/redis-hangs.ts';
import { s3Bucket } from './troubles/s3-bucket.ts';
import { schemaDowngrade } from './troubles/schema-downgrade.ts';
import { swiftAddress } from './troubles/swift-address.ts';
import { volumeHeld } from './troubles/volume-held.ts';

export const TROUBLES: readonly Trouble[] = [
  databaseDown,
  redisCluster,
  schemaDowngrade,
  quotaSync,
  s3Bucket,
  swiftAddress,
  harborclusterUnhealthy,
  harborclusterStale,
  coreHangs,
  redisHangs,
  volumeHeld,
];

/** Those of Acme's Cargo. */
export const CARGO_TROUBLES: readonly Trouble[] = [cargoTokenDown, cargoTokenElsewhere, cargoDomain];

const ALL = [...TROUBLES, ...CARGO_TROUBLES];

export interface Troubles {
  /** Every one there is, and whether it is struck. */
  all(): readonly { readonly id: string; readonly title: string; readonly struck: boolean }[];
  /** False: nothing is called so. */
  strike(id: string): boolean;
  heal(id: string): boolean;
}

export function troublesOf(world: Stricken): Troubles {
  const struck = new Set<string>();
  const find = (id: string): Trouble | undefined => ALL.find((one) => one.id === id);
  return {
    all: () => ALL.map(({ id, title }) => ({ id, title, struck: struck.has(id) })),
    strike(id) {
      const trouble = find(id);
      trouble?.strike(world);
      if (trouble) struck.add(id);
      return trouble !== undefined;
    },
    heal(id) {
      const trouble = find(id);
      // Healing replaces pods: none that nobody made sick.
      if (struck.delete(id)) trouble?.heal(world);
      return trouble !== undefined;
    },
  };
}
