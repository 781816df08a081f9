/** A cluster of many pods, some of which cannot pull: its API server is real, its kubelets are made of data. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startApi } from '../../src/sandbox/cluster/api/server.ts';
import { kubeconfig } from '../../src/sandbox/cluster/kubeconfig.ts';
import { nodeObject } from '../../src/sandbox/cluster/nodes.ts';
import { createWorld, type World } from '../../src/sandbox/cluster/world.ts';
import { createAuthority } from '../../src/sandbox/tls/authority.ts';
import { namespace, pullSecret } from '../../src/sandbox/world/objects.ts';
import { FAULTS, type HostId, type PlantedFault } from './faults.ts';
import { failingPod, runningPod } from './pods.ts';
import { openRegistries, type Registries, type Way } from './registries.ts';

export interface SweepWorld {
  /** Environment of a product that sees this world. */
  readonly env: NodeJS.ProcessEnv;
  /** Requests to the API server by what they asked for. */
  readonly apiCalls: ReadonlyMap<string, number>;
  readonly registryCalls: ReadonlyMap<string, number>;
  /** Distinct images that fail. */
  readonly images: number;
  /** Where a registry is: `open.acme.test:18443`. */
  address(host: HostId): string;
  stop(): Promise<void>;
}

export interface WorldSize {
  readonly pods: number;
  readonly failing: number;
  readonly namespaces: number;
  readonly nodes: number;
  /** Which faults are planted; absent: all twelve. */
  readonly causes?: readonly string[];
  /** What lies between the product and the servers. */
  readonly way?: Way;
}

export async function openSweepWorld(size: WorldSize): Promise<SweepWorld> {
  const registries = await openRegistries(size.way);
  const world = createWorld();
  const images = populate(world, registries, size);
  const apiCalls = new Map<string, number>();
  const authority = await createAuthority('Acme cluster authority');
  const leaf = await authority.issue({ names: ['127.0.0.1'] });
  const reader = { user: 'reader', token: 'reader-token' };
  const api = await startApi({
    world,
    certPem: leaf.certPem,
    keyPem: leaf.keyPem,
    port: 0,
    latencyMs: 0,
    logs: () => undefined,
    services: new Map(),
    seen: (method, path) => count(apiCalls, `${method} ${kindOf(path)}`),
    identity: (token) => (token === reader.token ? reader : undefined),
  });
  const folder = await mkdtemp(join(tmpdir(), 'sweep-world-'));
  const file = (name: string): string => join(folder, name);
  await writeFile(file('ca.pem'), registries.caPem);
  const server = new URL(api.url);
  if (size.way) server.port = String(await size.way('API server', Number(server.port)));
  const access = { name: 'prod', server: server.origin, caPem: authority.certPem, ...reader };
  await writeFile(file('kubeconfig'), kubeconfig(access));
  await writeFile(file('config.yaml'), stringify({ network: registries.network(file('ca.pem')) }));
  return {
    env: { KUBECONFIG: file('kubeconfig'), REGISTRY_MEDIC_CONFIG: file('config.yaml') },
    apiCalls,
    registryCalls: registries.calls,
    images,
    address: registries.address,
    async stop() {
      await Promise.all([api.stop(), registries.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Returns how many distinct images fail. */
function populate({ store, catalog, writer }: World, registries: Registries, size: WorldSize): number {
  const faults = FAULTS.filter(({ cause }) => size.causes?.includes(cause) ?? true);
  const space = (index: number): string => `team-${index % size.namespaces}`;
  for (let index = 0; index < size.namespaces; index += 1) {
    writer.create(catalog.byId('namespaces'), '', namespace(space(index)));
    // The same wrong login, copied into every namespace.
    const login = { username: 'ci', password: 'wrong' };
    const secret = pullSecret(space(index), 'regcred', { [registries.address('private')]: login });
    writer.create(catalog.byId('secrets'), space(index), secret);
    store.add('serviceaccounts', { metadata: { namespace: space(index), name: 'default' } });
  }
  for (let index = 0; index < size.nodes; index += 1)
    store.add('nodes', nodeObject({ name: `worker-${index}`, arch: 'amd64' }, index));
  const images = new Set<string>();
  for (let index = 0; index < size.failing; index += 1) {
    const fault = faultAt(faults, index);
    const place = {
      namespace: space(Math.floor(index / faults.length)),
      node: `worker-${index % size.nodes}`,
    };
    const host = registries.address(fault.host);
    const image = `${host}/${fault.name(Math.floor(index / faults.length) % fault.images)}`;
    images.add(image);
    store.add(
      'pods',
      failingPod(`failing-${index}`, image, fault.says(image, host), { ...place, fault, index }),
    );
  }
  for (let index = size.failing; index < size.pods; index += 1)
    store.add('pods', runningPod(`running-${index}`, space(index), `worker-${index % size.nodes}`));
  return images.size;
}

function faultAt(faults: readonly PlantedFault[], index: number): PlantedFault {
  const fault = faults[index % faults.length];
  if (!fault) throw new Error('no fault is planted');
  return fault;
}

function count(calls: Map<string, number>, key: string): void {
  calls.set(key, (calls.get(key) ?? 0) + 1);
}

/** `/api/v1/namespaces/team-1/secrets/regcred` → `secrets/<name>`. */
function kindOf(path: string): string {
  const parts = path.replace(/^\/(api\/v1|apis\/[^/]+\/[^/]+)\/?/, '').split('/');
  const own = parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  return own.length > 1 ? `${own[0]}/<name>` : (own[0] ?? '');
}
