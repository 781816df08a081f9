/** Every registry that installers leave in a cluster: found with nothing configured, its sick part told, well once healed. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createNetworkAsker, type NetworkClient } from '../../src/clients/network/asker.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import { findInstallations } from '../../src/jobs/installation/find-installations.ts';
import { askStatus } from '../../src/jobs/status/ask-status.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { CARGO_IMAGES, cargoPlatform } from '../../src/sandbox/relatives/cargo.ts';
import { CONTROLLER_IMAGE } from '../../src/sandbox/relatives/image-controller.ts';
import { ailmentsOf } from '../../src/sandbox/relatives/struck.ts';
import { SYSTEM_IMAGES, SYSTEMS } from '../../src/sandbox/relatives/systems.ts';
import { allChecks } from '../checks/all-checks.ts';
import { readerFor } from '../clients/kubernetes/sandbox-reader.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

let cluster: SandboxCluster;
let reader: ClusterReader;
let network: NetworkClient;
beforeAll(async () => {
  const preloaded = [CONTROLLER_IMAGE, ...CARGO_IMAGES, ...SYSTEM_IMAGES];
  cluster = await startCluster({ name: 'prod', preloaded });
  reader = await readerFor(cluster.kubeconfig());
  network = createNetworkAsker(stubConfig(1));
});
afterAll(async () => {
  await network?.close();
  await cluster?.stop();
});

const surroundings = () => ({
  clusters: new Map([[reader.name, reader]]),
  defaultCluster: null,
  registries: [],
  network,
  remediations: [],
  checks: allChecks,
  now: () => new Date(),
});

/** Of each system: its name, what it is, who installed it, and the cause of its sick part. */
const FOUND: Readonly<Record<string, readonly [string, string, string, RegExp]>> = {
  'harbor-18-by-helm': ['harbor-18/archive', 'harbor', 'helm', /component-not-ready/],
  'harbor-110-by-helm': ['harbor-110/legacy', 'harbor', 'helm', /component-not-ready/],
  'harbor-by-bitnami': ['harbor-bitnami/images', 'harbor', 'bitnami', /component-not-ready/],
  'harbor-by-operator': [
    'hosted/hosted',
    'harbor',
    'operator',
    /harborcluster-unhealthy|component-not-ready/,
  ],
  'registry-28': ['build/build-registry', 'distribution', 'helm', /component-not-ready/],
  'registry-3': ['edge-cache/edge-registry', 'distribution', 'manifest', /component-not-ready/],
};

async function causes(name: string): Promise<readonly string[]> {
  const { registries } = await askStatus({ kind: 'status', registry: name }, surroundings());
  return registries.flatMap(({ troubles }) => troubles.map(({ id, cause }) => cause ?? id));
}

test.each(SYSTEMS.map(({ id }) => id))(
  '%s',
  async (id) => {
    const [name, product, installer, cause] = FOUND[id] ?? [];
    if (!name || !cause) throw new Error(`nobody looks for ${id}`);
    const ailments = ailmentsOf(cluster);
    ailments.strike(id);
    await vi.waitFor(async () => {
      const { found } = await findInstallations(surroundings(), name);
      expect(found).toMatchObject([{ name, product, installer, foundBy: 'discovery' }]);
    }, 90_000);
    await vi.waitFor(async () => expect((await causes(name)).join()).toMatch(cause), 90_000);
    ailments.heal(id);
    await vi.waitFor(async () => expect(await causes(name)).toEqual([]), 90_000);
  },
  300_000,
);

test('kangaroo, the image controller and Cargo stand beside them, each found once', async () => {
  const ailments = ailmentsOf(cluster);
  for (const id of ['integration-dns', 'sync-stuck']) ailments.strike(id);
  cluster.apply(cargoPlatform({ nodePort: 30_099, state: 'inside-only' }));
  await vi.waitFor(async () => {
    const { found } = await findInstallations(surroundings());
    expect(found.map(({ name, product }) => `${product} ${name}`)).toEqual(
      expect.arrayContaining([
        'kangaroo kangaroo-system/kangaroo',
        'image-controller edge-system/image-controller',
        'cargo default/cargo',
      ]),
    );
    expect(found).toHaveLength(SYSTEMS.length + 3);
  }, 90_000);
  await expect.poll(() => causes('default/cargo')).toContain('cargo-token-unreachable');
});

test('a source whose name is gone: the first step of the way there names the cause', async () => {
  ailmentsOf(cluster).strike('source-unreached');
  await vi.waitFor(async () => {
    const { registries } = await askStatus(
      { kind: 'status', registry: 'edge-system/image-controller' },
      surroundings(),
    );
    const told = registries
      .flatMap(({ troubles }) => troubles)
      .find((one) => one.cause === 'registry-connection-failed');
    expect(told?.says).toMatch(/cause [12] of 4, the (?:domain|network)/);
  }, 90_000);
});
