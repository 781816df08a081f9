/** Every way Harbor's relatives can be sick in the sandbox. */
import type { Ailment } from './ailment.ts';
import { egressBlocked } from './ailments/egress-blocked.ts';
import { integrationDns } from './ailments/integration-dns.ts';
import { integrationMissing } from './ailments/integration-missing.ts';
import { operatorDatabase } from './ailments/operator-database.ts';
import { sourceDomainScheme } from './ailments/source-domain-scheme.ts';
import { syncStuck } from './ailments/sync-stuck.ts';
import { syncTagInPath } from './ailments/sync-tag-in-path.ts';
import { syncTimeout } from './ailments/sync-timeout.ts';

export const AILMENTS: readonly Ailment[] = [
  operatorDatabase,
  integrationDns,
  integrationMissing,
  sourceDomainScheme,
  syncTagInPath,
  syncStuck,
  syncTimeout,
  egressBlocked,
];
