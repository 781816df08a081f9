/** A Redis Cluster on loopback: three masters, each with a replica, real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import type { Authority } from '../../src/sandbox/tls/authority.ts';
import { isFree } from '../../src/sandbox/world/ports.ts';
import { eventually } from '../bot/setup/running.ts';

const SLOTS = 16_384;
const MASTERS = 3;
/** A node that says nothing for so long is taken for dead, milliseconds. */
const SILENT_MS = 1_500;

export interface RedisClusterPart {
  /** Its nodes, as REDIS_URL takes them. */
  readonly url: string;
  /** One connection to each node that lives. */
  readonly nodes: () => readonly Redis[];
  /** Kills the master that has the slot of this key, and waits until its replica has taken over. */
  killMasterOf(key: string): Promise<void>;
  stop(): Promise<void>;
}

interface Node {
  readonly port: number;
  readonly process: ChildProcess;
  readonly redis: Redis;
}

/** TLS alone, and a user with these rights beside the default one, which stays the test's own. */
export interface Secured {
  readonly authority: Authority;
  readonly user: { readonly name: string; readonly password: string; readonly rights: readonly string[] };
}

export async function startRedisCluster(program: string, secured?: Secured): Promise<RedisClusterPart> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-cluster-'));
  const tls = secured ? await tlsIn(folder, secured.authority) : null;
  const nodes: Node[] = [];
  const stop = async (): Promise<void> => {
    for (const one of nodes) {
      one.redis.disconnect();
      if (!runs(one)) continue;
      const gone = once(one.process, 'exit');
      one.process.kill('SIGKILL');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (let at = 0; at < MASTERS * 2; at += 1) nodes.push(await startNode(program, folder, tls));
    await joinAll(nodes);
    for (const { redis } of secured ? nodes : []) await addUser(redis, secured?.user);
  } catch (error) {
    await stop();
    throw error;
  }
  const login = secured ? `${secured.user.name}:${encodeURIComponent(secured.user.password)}` : '';
  const scheme = secured ? `rediss://${login}@` : 'redis://';
  const alive = (): readonly Node[] => nodes.filter(runs);
  return {
    url: nodes.map(({ port }) => `${scheme}127.0.0.1:${port}`).join(','),
    nodes: () => alive().map(({ redis }) => redis),
    async killMasterOf(key) {
      const [first] = alive();
      const slot = Number(await first?.redis.cluster('KEYSLOT', key));
      const victim = await masterOf(slot, alive());
      const gone = once(victim.process, 'exit');
      victim.redis.disconnect();
      victim.process.kill('SIGKILL');
      await gone;
      await eventually(async () => {
        if ((await masterOf(slot, alive())).port === victim.port) throw new Error('no other master yet');
        await allWell(alive());
      });
    },
    stop,
  };
}

async function addUser(redis: Redis, user: Secured['user'] | undefined): Promise<void> {
  if (user) await redis.acl('SETUSER', user.name, 'on', `>${user.password}`, ...user.rights);
}

function runs({ process }: Node): boolean {
  return process.exitCode === null && process.signalCode === null;
}

interface Tls {
  readonly options: Readonly<Record<string, string>>;
  readonly ca: string;
}

/** Nodes speak TLS with each other too, where each has to show a certificate whatever `tls-auth-clients` says. */
async function tlsIn(folder: string, authority: Authority): Promise<Tls> {
  const { certPem, keyPem } = await authority.issue({ names: ['127.0.0.1'], shownBy: 'both' });
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const options = {
    'tls-cert-file': await file('cert.pem', certPem),
    'tls-key-file': await file('key.pem', keyPem),
    'tls-ca-cert-file': await file('ca.pem', authority.certPem),
    'tls-auth-clients': 'no',
    'tls-cluster': 'yes',
    'tls-replication': 'yes',
  };
  return { options, ca: authority.certPem };
}

async function startNode(program: string, folder: string, tls: Tls | null): Promise<Node> {
  // The bus of a node listens 10,000 above its port: that one, too, below where connections take theirs.
  let port = await freePort();
  while (port > 22_000 || !(await isFree(port + 10_000))) port = await freePort();
  const dir = await mkdtemp(join(folder, 'node-'));
  const options = {
    ...(tls ? { port: '0', 'tls-port': String(port), ...tls.options } : { port: String(port) }),
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: 'yes',
    'cluster-enabled': 'yes',
    'cluster-node-timeout': String(SILENT_MS),
    'maxmemory-policy': 'noeviction',
  };
  const argv = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await eventually(() => {
    if (!said.includes('Ready to accept connections')) throw new Error(`not ready: ${said}`);
  });
  const redis = new Redis(port, '127.0.0.1', {
    maxRetriesPerRequest: 1,
    ...(tls ? { tls: { ca: tls.ca } } : {}),
  });
  redis.on('error', () => {});
  return { port, process: child, redis };
}

/** The first three share the slots, each of the others follows one of them. */
async function joinAll(nodes: readonly Node[]): Promise<void> {
  const masters = nodes.slice(0, MASTERS);
  for (const [at, { redis }] of masters.entries()) {
    const [from, to] = [Math.floor((at * SLOTS) / MASTERS), Math.floor(((at + 1) * SLOTS) / MASTERS)];
    await redis.cluster('ADDSLOTS', ...Array.from({ length: to - from }, (_, slot) => from + slot));
  }
  for (const { redis } of nodes.slice(1)) await redis.cluster('MEET', '127.0.0.1', nodes[0]?.port ?? 0);
  await eventually(() => allWell(nodes));
  for (const [at, { redis }] of nodes.slice(MASTERS).entries()) {
    const id = String(await masters[at]?.redis.cluster('MYID'));
    await eventually(() => redis.cluster('REPLICATE', id));
  }
  await eventually(async () => {
    for (const { redis } of nodes.slice(MASTERS))
      if (!/master_link_status:up/.test(await redis.info('replication'))) throw new Error('no replica yet');
    await allWell(nodes);
  });
}

async function allWell(nodes: readonly Node[]): Promise<void> {
  for (const { redis, port } of nodes) {
    const info = String(await redis.cluster('INFO'));
    if (!/cluster_state:ok/.test(info) || !new RegExp(`cluster_known_nodes:${MASTERS * 2}`).test(info))
      throw new Error(`${port}: ${info}`);
  }
}

async function masterOf(slot: number, nodes: readonly Node[]): Promise<Node> {
  const ranges = (await nodes[0]?.redis.cluster('SLOTS')) ?? [];
  const [, , master] = ranges.find(([from, to]) => from <= slot && slot <= to) ?? [];
  const port = master?.[1];
  const found = nodes.find((one) => one.port === port);
  if (!found) throw new Error(`no living master of slot ${slot}: ${port}`);
  return found;
}
