/** Every way what lives around Harbor, or under it, can be sick in the sandbox. */
import type { Ailment } from './ailment.ts';
import { controllerOutOfMemory } from './ailments/controller-out-of-memory.ts';
import { controllerStarved } from './ailments/controller-starved.ts';
import { coreOutOfMemory } from './ailments/core-out-of-memory.ts';
import { egressBlocked } from './ailments/egress-blocked.ts';
import { integrationDns } from './ailments/integration-dns.ts';
import { integrationMissing } from './ailments/integration-missing.ts';
import { nodeDiskPressure } from './ailments/node-disk-pressure.ts';
import { operatorDatabase } from './ailments/operator-database.ts';
import { sourceDomainScheme } from './ailments/source-domain-scheme.ts';
import { sourceUnreached } from './ailments/source-unreached.ts';
import { syncStuck } from './ailments/sync-stuck.ts';
import { syncTagInPath } from './ailments/sync-tag-in-path.ts';
import { syncTimeout } from './ailments/sync-timeout.ts';
import { systemsSick } from './ailments/systems-sick.ts';

export const AILMENTS: readonly Ailment[] = [
  operatorDatabase,
  integrationDns,
  integrationMissing,
  sourceDomainScheme,
  sourceUnreached,
  syncTagInPath,
  syncStuck,
  syncTimeout,
  egressBlocked,
  controllerOutOfMemory,
  controllerStarved,
  coreOutOfMemory,
  nodeDiskPressure,
  ...systemsSick,
];
