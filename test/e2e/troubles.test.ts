/** Each trouble of an installation, struck in the sandbox's world: `status` tells its cause, and nothing once it is healed. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { RegistryStatus, StatusLine } from '../../src/engine/status.ts';
import { askStatus } from '../../src/jobs/status/ask-status.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import { integrationDns } from '../../src/sandbox/relatives/ailments/integration-dns.ts';
import { integrationMissing } from '../../src/sandbox/relatives/ailments/integration-missing.ts';
import { operatorDatabase } from '../../src/sandbox/relatives/ailments/operator-database.ts';
import { sourceDomainScheme } from '../../src/sandbox/relatives/ailments/source-domain-scheme.ts';
import { syncStuck } from '../../src/sandbox/relatives/ailments/sync-stuck.ts';
import { TROUBLES } from '../../src/sandbox/world/troubles.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';
import { UNHURRIED } from './settled.ts';

let world: World;
let surroundings: Surroundings;

beforeAll(async () => {
  world = await startWorld({ faults: [] });
  const made = await createSurroundings(loadConfig(world.files.env));
  surroundings = { ...made, ...UNHURRIED };
});
afterAll(() => world.stop());

const KANGAROO = 'kangaroo-system/kangaroo';
const CONTROLLER = 'edge-system/image-controller';
/** What stands beside Harbor and is told under its own name, with the cause that its words show. */
const BESIDE = [
  { ...integrationDns, cause: 'dns-failure', name: KANGAROO },
  { ...integrationMissing, cause: 'integration-missing', name: KANGAROO },
  { ...operatorDatabase, cause: 'harborcluster-unhealthy', name: 'kangaroo-lrf04/trust-node-port' },
  { ...sourceDomainScheme, cause: 'spec-domain-has-scheme', name: CONTROLLER },
  { ...syncStuck, cause: 'image-sync-stuck', name: CONTROLLER },
];

async function statusOf(name: string): Promise<RegistryStatus | undefined> {
  const report = await askStatus({ kind: 'status', registry: name }, surroundings);
  return report.registries[0];
}

/** Asks until its troubles are so, 90 s at most: kubelets take their time. */
async function until(
  name: string,
  holds: (troubles: readonly StatusLine[]) => boolean,
): Promise<readonly StatusLine[]> {
  const end = Date.now() + 90_000;
  for (;;) {
    const troubles = (await statusOf(name))?.troubles ?? [];
    if (holds(troubles) || Date.now() > end) return troubles;
    await wait(250);
  }
}

test.each([...TROUBLES.map((one) => ({ ...one, name: 'harbor' })), ...BESIDE])(
  '$id: $title',
  { timeout: 90_000 },
  async ({ id, cause, name }) => {
    const caused = (troubles: readonly StatusLine[]): boolean => troubles.some((one) => one.cause === cause);
    const before = await until(name, (troubles) => troubles.length === 0);
    expect(before.map(({ says }) => says)).toEqual([]);

    world.strike(id);
    const told = (await until(name, caused)).find((one) => one.cause === cause);
    expect(told).toMatchObject({ cause, confidence: 'confirmed', quote: expect.stringMatching(/\S/) });
    expect(told?.steps?.length ?? 0).toBeGreaterThan(0);

    await world.heal(id);
    expect((await until(name, (troubles) => !caused(troubles))).some((one) => one.cause === cause)).toBe(
      false,
    );
  },
);
