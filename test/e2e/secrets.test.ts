/** Secrets of every kind lie in the cluster and are said by the registry: none may come out at any door. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withoutLogins } from '../../src/engine/text/masked.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { eventually } from '../bot/setup/running.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type Stub, startStub } from '../setup/registry-lab/stub.ts';
import { type Running, startMain, startWorkspace, type Workspace } from './processes-of.ts';
import { kubeletTexts, plant, planted, pullSecrets, REPOSITORIES, registry } from './secrets/plants.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const run = promisify(execFile);

describeWith('redis', 'no secret comes out', () => {
  let redis: RedisPart;
  let monitor: Redis;
  let stub: Stub;
  let cluster: SandboxCluster;
  let workspace: Workspace;
  let folder: string;
  const processes: Running[] = [];
  const commands: string[] = [];
  const names: string[] = [];
  let env: Record<string, string>;

  beforeAll(async () => {
    redis = await startOwnRedis(7);
    monitor = await new Redis(redis.url).monitor();
    monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));
    stub = await startStub(registry);
    const host = `127.0.0.1:${stub.port}`;
    cluster = await startCluster({ name: 'leaky', plainHttp: [host], dialMs: 500 });
    cluster.apply([namespace('shop')]);
    deploy(host);
    folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    env = await files(host);
    workspace = await startWorkspace();
    const common = { ...env, REDIS_URL: redis.url, LOG_LEVEL: 'trace' };
    processes.push(
      await startMain({ ...common, REGISTRY_MEDIC_ROLE: 'worker' }),
      await startMain({ ...common, ...workspace.env }),
    );
    await eventually(() => {
      for (const name of names)
        expect(JSON.stringify(cluster.get('pods', 'shop', `${name}-0`))).toMatch(/ImagePull/);
    });
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.kill('SIGKILL')));
    monitor?.disconnect();
    await workspace?.slack.stop();
    await cluster?.stop();
    await stub?.stop();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function deploy(host: string): void {
    const secrets = pullSecrets(host);
    const add = (name: string, image: string, secret: string): void => {
      names.push(name);
      const of = { kind: 'StatefulSet', namespace: 'shop', name, image: `${host}/team/${image}:1` } as const;
      cluster.apply([workload({ ...of, pullSecrets: [secret] })]);
    };
    for (const [name, secret] of Object.entries(secrets)) {
      const metadata = { namespace: 'shop', name };
      cluster.apply([{ apiVersion: 'v1', kind: 'Secret', metadata, ...secret } as KubeObject]);
      add(`with-${name}`, name === 'auth-only' ? 'echo' : 'refused', name);
    }
    for (const name of Object.keys(REPOSITORIES)) add(`of-${name}`, name, 'user-password');
    add('event', 'event', 'user-password');
    kubeletTexts(host).forEach((message, index) => {
      cluster.apply([event(`event-0.${index}`, message)]);
    });
  }

  async function files(host: string): Promise<Record<string, string>> {
    const [kubeconfig, config] = [join(folder, 'kubeconfig'), join(folder, 'config.yaml')];
    await writeFile(kubeconfig, cluster.kubeconfig());
    const login = { username: 'medic', passwordEnv: 'OWN_PASSWORD' };
    const network = { allowAddresses: ['127.0.0.0/8'], connectMs: 500 };
    await writeFile(
      config,
      stringify({ registries: [{ name: 'leaky', host, plainHttp: true, login }], network }),
    );
    const own = plant('ownlogin', 'odd');
    return { HOME: folder, KUBECONFIG: kubeconfig, REGISTRY_MEDIC_CONFIG: config, OWN_PASSWORD: own };
  }

  test('at least 45 secrets are planted, and the registry was sent or has said them', async () => {
    // A channel takes one message a second.
    const channels = ['shop', 'platform', 'alerts'];
    await Promise.all(
      names.map((name, n) => workspace.ask(`why-pull-fails shop/${name}-0`, channels[n % 3])),
    );
    await eventually(async () => {
      const done = (await workspace.replies()).filter(({ text }) => !/looking/i.test(text));
      expect(done.length).toBeGreaterThanOrEqual(names.length);
    }, 240_000);
    expect(planted.size).toBeGreaterThanOrEqual(45);
    expect(JSON.stringify(stub.asked)).toContain(plant('bearer'));
  });

  test('Slack has none, nor any call to it', async () => expect(leaks(await workspace.all())).toEqual([]));

  test('the logs have none, though everything is logged', () => {
    expect(processes.map((one) => leaks(one.output()))).toEqual([[], []]);
    expect(processes[0]?.output()).toContain('127.0.0.1');
  });

  test('the facts that are kept to be judged again, once unpacked, have none', async () => {
    const reader = new Redis(redis.url);
    // They are kept while the answer is on its way, and not waited for.
    const kept = await eventually(async () => {
      const all = await reader.keys('medic:cases:*');
      expect(all.length).toBeGreaterThan(0);
      return all;
    });
    const looks = await Promise.all(kept.map((key) => reader.lrangeBuffer(key, 0, -1)));
    reader.disconnect();
    const facts = looks.flat().map((packed) => gunzipSync(packed).toString('utf8'));
    expect(facts.join('').length).toBeGreaterThan(1_000);
    expect(leaks(facts.join('\n'))).toEqual([]);
  });

  test('nothing that was ever written to Redis has one', () => {
    expect(commands.length).toBeGreaterThan(100);
    expect(leaks(commands.join('\n'))).toEqual([]);
  });

  test('what kubelets write has none behind the door', () => {
    const texts = kubeletTexts('registry.acme.test');
    expect(texts.map((text) => leaks(withoutLogins(text)))).toEqual(texts.map(() => []));
  });

  test('the terminal prints none, for people and for programs', async () => {
    const asked = ['of-body-words', 'of-echo', 'with-no-json', 'event'];
    for (const name of asked) {
      const argv = [CLI, 'why-pull-fails', `shop/${name}-0`, ...(name === 'of-echo' ? [] : ['--json'])];
      const { stdout, stderr } = await run(process.execPath, argv, {
        env: { PATH: process.env['PATH'], ...env },
      });
      expect(stdout.length).toBeGreaterThan(100);
      expect({ name, leaks: leaks(stdout + stderr) }).toEqual({ name, leaks: [] });
    }
  });
});

function event(name: string, message: string): KubeObject {
  const at = new Date().toISOString();
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace: 'shop', name },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'event-0', fieldPath: 'spec.containers{event}' },
    reason: 'Failed',
    type: 'Warning',
    message,
    count: 1,
    firstTimestamp: at,
    lastTimestamp: at,
    source: { component: 'kubelet', host: 'node-1' },
  } as KubeObject;
}

/** Places whose secret stands in the text: as it is, as base64 of a login, or as part of an address. */
function leaks(text: string): readonly string[] {
  const forms = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(`ci:${secret}`).toString('base64').replace(/=+$/, ''),
    Buffer.from(`medic:${secret}`).toString('base64').replace(/=+$/, ''),
  ];
  return [...planted]
    .filter(([, secret]) => forms(secret).some((form) => text.includes(form)))
    .map(([place]) => place);
}
