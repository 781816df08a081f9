/** A thousand secrets in a cluster, a registry, a Harbor, alerts and pasted texts: none comes out at any door. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { freePort, type RedisPart } from '../../src/sandbox/parts/redis.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { eventually } from '../bot/setup/running.ts';
import { type Running, startMain, startWorkspace, type Workspace } from '../e2e/processes-of.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type Stub, startStub } from '../setup/registry-lab/stub.ts';
import { dumpOf, leaksIn } from './leaks.ts';
import { outcomes } from './outcomes.ts';
import { each, logOf, planted, pullsOf, tells } from './planted.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const run = promisify(execFile);
const COMPONENTS = ['core', 'registry', 'jobservice', 'nginx'];
const PRELOADED = 'component.acme.test/part:1';

describeWith('redis', 'a thousand planted secrets', () => {
  const table = outcomes('Planted secrets, by where they were looked for', 'looked through', 'found');
  let redis: RedisPart;
  let reader: Redis;
  let watcher: Redis;
  let stub: Stub;
  let cluster: SandboxCluster;
  let workspace: Workspace;
  let folder: string;
  let env: Record<string, string>;
  let hooks = 0;
  const processes: Running[] = [];
  const commands: string[] = [];
  let names: readonly string[] = [];

  beforeAll(async () => {
    redis = await startOwnRedis(7);
    reader = new Redis(redis.url);
    watcher = new Redis(redis.url);
    const monitor = await watcher.monitor();
    for (const one of [watcher, monitor]) one.on('error', () => {});
    monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));
    stub = await startStub(tells);
    const host = `127.0.0.1:${stub.port}`;
    const logs = new Map<string, string>();
    cluster = await startCluster({
      name: 'leaky',
      plainHttp: [host],
      dialMs: 500,
      preloaded: [PRELOADED],
      logs: ({ pod, previous }) => {
        const which = previous ? 'previous' : 'current';
        const key = `${pod.replace(/-[a-z0-9]+-[a-z0-9]+$/, '')} ${which}`;
        if (!logs.has(key)) logs.set(key, logOf(key, which));
        return logs.get(key) ?? '';
      },
    });
    cluster.apply([namespace('shop'), namespace('harbor')]);
    for (const component of COMPONENTS) {
      const labels = { app: 'harbor', component, release: 'harbor' };
      const of = { kind: 'Deployment', namespace: 'harbor', name: `harbor-${component}` } as const;
      cluster.apply([workload({ ...of, image: PRELOADED, labels })]);
    }
    const pulls = pullsOf(host);
    names = pulls.map(({ name }) => name);
    for (const { objects } of pulls) cluster.apply(objects);
    folder = await mkdtemp(join(tmpdir(), 'planted-'));
    hooks = await freePort();
    env = await files(host);
    workspace = await startWorkspace();
    const common = { ...env, REDIS_URL: redis.url, LOG_LEVEL: 'trace', WEBHOOK_PORT: String(hooks) };
    processes.push(
      await startMain({ ...common, REGISTRY_MEDIC_ROLE: 'worker' }),
      await startMain({ ...common, ...workspace.env }),
    );
  }, 90_000);
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.kill('SIGKILL')));
    reader?.disconnect();
    watcher?.disconnect();
    await workspace?.slack.stop();
    await cluster?.stop();
    await stub?.stop();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function files(host: string): Promise<Record<string, string>> {
    const [kubeconfig, config] = [join(folder, 'kubeconfig'), join(folder, 'config.yaml')];
    await writeFile(kubeconfig, cluster.kubeconfig());
    const login = { username: 'medic', passwordEnv: 'OWN_PASSWORD' };
    const webhook = {
      name: 'am',
      kind: 'alertmanager',
      cluster: 'leaky',
      auth: { bearer: { tokenEnv: 'HOOK' } },
    };
    await writeFile(
      config,
      stringify({
        clusters: [{ name: 'leaky', kubeconfig, default: true }],
        registries: [{ name: 'leaky', host, kind: 'harbor', plainHttp: true, login }],
        network: { allowAddresses: ['127.0.0.0/8'], connectMs: 500 },
        alerts: { channels: [{ channel: 'C0SHOP0001' }], webhooks: [webhook] },
      }),
    );
    return {
      HOME: folder,
      KUBECONFIG: kubeconfig,
      REGISTRY_MEDIC_CONFIG: config,
      OWN_PASSWORD: 'Own7pass',
      HOOK: 'hook',
    };
  }

  const cli = async (...argv: readonly string[]): Promise<string> => {
    const options = {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env, REDIS_URL: redis.url },
      maxBuffer: 64e6,
    };
    const { stdout, stderr } = await run(process.execPath, [CLI, ...argv], options).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    return stdout + stderr;
  };
  /** What was found there; the table says so too. */
  function none(where: string, text: string): void {
    const found = leaksIn(text);
    table.note(where, `${Math.ceil(text.length / 1024)} KiB`, found.length);
    expect.soft(found, where).toEqual([]);
    expect.soft(text.length, where).toBeGreaterThan(50);
  }

  test('every verb is asked in Slack, alerts tell, texts are pasted', async () => {
    const channels = ['shop', 'platform', 'alerts'];
    const pasted = each('pasted text');
    const asks = [
      ...names.slice(0, 24).map((name) => `why-pull-fails shop/${name}-0`),
      'status leaky',
      'sweep',
      'jobs',
      'storage',
      'scan-logs harbor',
      'bundle harbor',
      'bundle shop',
      `why-login-fails 127.0.0.1:${stub.port}`,
      'why-slow shop/kind-3-0',
      'why-sync-fails nightly',
      ...Array.from(
        { length: 6 },
        (_, at) =>
          `explain ${pasted
            .slice(at * 6, at * 6 + 6)
            .join(' ; ')
            .replaceAll('\n', ' ')}`,
      ),
    ];
    await Promise.all(asks.map((text, n) => workspace.ask(text, channels[n % 3])));
    const alerts = each('annotation of an alert').map((description, n) => ({
      status: 'firing',
      labels: {
        alertname: 'ImagePull',
        namespace: 'shop',
        pod: `kind-${n}-0`,
        note: each('label of an alert')[n],
      },
      annotations: { description },
      startsAt: '2026-11-21T02:00:00Z',
      fingerprint: `f${n}`,
    }));
    const body = JSON.stringify({ version: '4', groupKey: '{}', status: 'firing', alerts });
    const headers = { authorization: 'Bearer hook', 'content-type': 'application/json' };
    const told = await fetch(`http://127.0.0.1:${hooks}/webhooks/am`, { method: 'POST', headers, body });
    expect(told.status).toBe(200);
    await eventually(async () => {
      const done = (await workspace.replies()).filter(({ text }) => !/looking/i.test(text));
      expect(done.length).toBeGreaterThanOrEqual(asks.length - 4);
    }, 120_000);
  }, 150_000);

  test('every verb is asked at a terminal, for people and for programs', async () => {
    // A process each: the longest part of this test.
    const verbs = [
      ['bundle', 'harbor'],
      ['bundle', 'shop', '--json'],
      ['why-pull-fails', 'shop/kind-1-0'],
      ['why-pull-fails', 'shop/kind-9-0', '--json'],
      ['status', 'leaky', '--json'],
      ['sweep', '--json'],
      ['jobs'],
      ['storage', '--json'],
      ['scan-logs', 'harbor', '--json'],
      ['why-sync-fails', 'nightly'],
      ['audit', 'export'],
      ['feedback'],
      ['doctor'],
    ];
    for (const argv of verbs) {
      const said = await cli(...argv);
      expect.soft(said, argv.join(' ')).not.toMatch(/failed itself|at .*\.ts:\d+|ERR_/);
      none(`terminal: ${argv.join(' ')}`, `${said}${' '.repeat(51)}`);
    }
  }, 400_000);

  test('a bundle holds none, and none comes out of one that is dropped', async () => {
    const made = (await readdir(folder)).filter((name) => name.endsWith('.tar.gz'));
    expect(made.length).toBeGreaterThanOrEqual(2);
    for (const name of [
      made.find((one) => one.includes('harbor')),
      made.find((one) => one.includes('shop')),
    ]) {
      if (name === undefined) continue;
      none(`bundle ${name.slice(0, 24)}`, gunzipSync(await readFile(join(folder, name))).toString('utf8'));
      none(`offline: ${name.slice(0, 24)}`, await cli('status', '--bundle', name, '--json'));
    }
  }, 60_000);

  test('Slack, logs and Redis hold none', async () => {
    const said = await workspace.all();
    none('Slack: messages and calls', said);
    // They were there to be said: something stands in their place.
    expect(said.split('•••').length).toBeGreaterThan(20);
    for (const [at, one] of processes.entries())
      none(`log of the ${at === 0 ? 'worker' : 'bot'}`, one.output());
    none('Redis: everything it holds', await dumpOf(reader));
    none('Redis: everything ever written', commands.join('\n'));
  }, 120_000);

  test('a thousand were planted, in every place', () => {
    const places = Map.groupBy(planted.values(), ({ place }) => place);
    for (const [place, all] of places) table.note(`planted: ${place}`, all.length, 0);
    table.note('planted in all', planted.size, 0);
    expect(planted.size).toBeGreaterThanOrEqual(1_000);
  });
});
