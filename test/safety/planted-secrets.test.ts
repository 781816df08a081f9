/** A thousand secrets in a cluster, a registry, a Harbor, alerts and pasted texts: none comes out at any door. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { freePort, type RedisPart } from '../../src/sandbox/parts/redis.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { eventually } from '../bot/setup/running.ts';
import { type Running, startMain, startWorkspace, type Workspace } from '../e2e/processes-of.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type Stub, startStub } from '../setup/registry-lab/stub.ts';
import { dumpOf } from './leaks.ts';
import { places } from './places.ts';
import { each, logOf, planted, pullsOf } from './planted.ts';
import { type MendableRegistry, playFixes, startMendable } from './planted-fixes.ts';
import { tells } from './planted-registry.ts';
import { writeSettings } from './planted-settings.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const run = promisify(execFile);
const COMPONENTS = ['core', 'registry', 'jobservice', 'nginx'];
const PRELOADED = 'component.acme.test/part:1';

describeWith('redis', 'a thousand planted secrets', () => {
  const table = places('Planted secrets: how many of each kind came out, by place');
  let redis: RedisPart;
  let reader: Redis;
  let watcher: Redis;
  let stub: Stub;
  let mendable: MendableRegistry;
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
    mendable = await startMendable();
    const logs = new Map<string, string>();
    cluster = await startCluster({
      name: 'leaky',
      plainHttp: [host, mendable.host],
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
    cluster.apply(mendable.deployments);
    folder = await mkdtemp(join(tmpdir(), 'planted-'));
    hooks = await freePort();
    env = await writeSettings({ folder, kubeconfig: cluster.kubeconfig(), host, mendable: mendable.host });
    workspace = await startWorkspace();
    const common = { ...env, REDIS_URL: redis.url, LOG_LEVEL: 'trace', WEBHOOK_PORT: String(hooks) };
    processes.push(
      ...(await Promise.all([
        startMain({ ...common, REGISTRY_MEDIC_ROLE: 'worker' }),
        startMain({ ...common, ...workspace.env }),
        startMain({ ...common, REGISTRY_MEDIC_ROLE: 'remediator' }),
      ])),
    );
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.kill('SIGKILL')));
    reader?.disconnect();
    watcher?.disconnect();
    await workspace?.slack.stop();
    await cluster?.stop();
    await stub?.stop();
    await mendable?.stop();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

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
  /** Looks there, and says so in the table. `atLeast` characters are to be looked through. */
  function none(place: string, text: string, what = place, atLeast = 50): void {
    expect.soft(table.look(place, text), what).toEqual([]);
    expect.soft(text.length, what).toBeGreaterThanOrEqual(atLeast);
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
    }, 240_000);
  });

  test('a fix is approved and done, another rejected, and writes are frozen, with secrets in every reason', async () => {
    await playFixes(new URL(workspace.slack.url), cluster);
    const records = (await cli('audit', 'export')).trim();
    for (const what of ['requested', 'refused', 'approved', 'applied', 'verified', 'rejected', 'frozen'])
      expect.soft(records).toContain(`"what":"${what}"`);
    none('audit', records, 'audit export');
    expect(await cli('feedback')).toBe('');
  });

  test('every verb is asked at a terminal, for people and for programs', async () => {
    // A process each: the longest part of this test, so two at a time.
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
      ['doctor'],
    ];
    const waiting = verbs.values();
    const askAll = async (): Promise<void> => {
      for (const argv of waiting) {
        const said = await cli(...argv);
        expect.soft(said, argv.join(' ')).not.toMatch(/failed itself|at .*\.ts:\d+|ERR_/);
        none('terminal', said, argv.join(' '));
      }
    };
    await Promise.all([askAll(), askAll()]);
  }, 400_000);

  test('a bundle holds none, and none comes out of one that is dropped', async () => {
    const made = (await readdir(folder)).filter((name) => name.endsWith('.tar.gz'));
    for (const of of ['harbor', 'shop']) {
      const name = made.find((one) => one.includes(of)) ?? expect.fail(`no bundle of ${of}`);
      none('bundles', gunzipSync(await readFile(join(folder, name))).toString('utf8'), name);
      none('terminal', await cli('status', '--bundle', name, '--json'), `offline: ${name}`);
    }
  });

  test('Slack and the home, logs, metrics and Redis hold none', async () => {
    const said = await workspace.all();
    none('Slack', said);
    // They were there to be said: something stands in their place.
    expect(said.split('•••').length).toBeGreaterThan(20);
    none('home', await home());
    for (const one of processes) {
      none('logs', one.output());
      none('/metrics', await (await fetch(`http://127.0.0.1:${one.port}/metrics`)).text(), '/metrics', 5_000);
    }
    none('Redis', await dumpOf(reader), 'Redis: everything it holds');
    none('Redis', commands.join('\n'), 'Redis: everything ever written');
  });

  /** What Rosa sees when she opens the bot's home. */
  async function home(): Promise<string> {
    const body = JSON.stringify({ user: 'rosa', tab: 'home' });
    await fetch(new URL('/sandbox/home', workspace.slack.url), { method: 'POST', body });
    return eventually(async () => {
      const state = await (await fetch(new URL('/sandbox/state', workspace.slack.url))).json();
      const view = JSON.stringify((state as { homes: Record<string, unknown> }).homes['U0ROSA0001']);
      expect(view).toContain('•••');
      return view;
    });
  }

  test('a thousand were planted, and every kind was read', () => {
    expect(planted.size).toBeGreaterThanOrEqual(1_000);
    expect(table.unread()).toEqual([]);
  });
});
