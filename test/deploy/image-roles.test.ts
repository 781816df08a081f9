/** Every role runs from the files of the image and its packages alone, with the least that Redis may let it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { eventually } from '../bot/setup/running.ts';
import { startWorkspace, type Workspace } from '../e2e/processes-of.ts';
import { describeWith } from '../setup/part.ts';
import { configFile } from './config-file.ts';
import { makeApp, of, ROOT } from './image.ts';

const VALUES = readFileSync(join(ROOT, 'deploy/chart/values.yaml'), 'utf8');
/** What values.yaml tells the operator to let an ACL user do: ours, and KEDA's. */
const [OURS = '', KEDAS = ''] = [...VALUES.matchAll(/ACL user needs: (.+)$/gm)].map(([, rights]) => rights);

describeWith('redis', 'the image', (program) => {
  let app: string;
  let redis: ChildProcess;
  let redisPort: number;
  let registry: Server;
  let workspace: Workspace;
  let before: ReadonlyMap<string, number>;
  const processes: { role: string; child: ChildProcess; output: string }[] = [];

  beforeAll(async () => {
    app = makeApp();
    before = files();
    redisPort = await freePort();
    const users = [
      `medic on >pass ${OURS.replace(/\s*\.$/, '')}`,
      `keda on >pass ${KEDAS}`,
      'default off',
    ].flatMap((user) => ['--user', ...user.split(' ')]);
    const options = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', ...users];
    redis = spawn(program, [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    registry = createServer((request, response) => {
      response.writeHead(request.url === '/v2/' ? 200 : 404).end('{}');
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    workspace = await startWorkspace();
    await Promise.all([
      start('worker'),
      start('remediator'),
      start('node', { NODE_NAME: 'node-1', CLUSTER_NAME: 'prod', NODE_ROOT: '/' }),
      start('bot', workspace.env),
    ]);
  });
  afterAll(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await workspace?.slack.stop();
    registry?.close();
    redis?.kill('SIGKILL');
    rmSync(app, { recursive: true, force: true });
  });

  const files = (): ReadonlyMap<string, number> =>
    new Map(
      readdirSync(app, { recursive: true, encoding: 'utf8' }).map((name) => [
        name,
        statSync(join(app, name)).mtimeMs,
      ]),
    );
  const host = (): string => `127.0.0.1:${(registry.address() as AddressInfo).port}`;

  async function start(role: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const config = {
      registries: [{ name: 'here', host: host(), plainHttp: true }],
      network: { allowAddresses: ['127.0.0.0/8'] },
      remediations: { enabled: ['set-nearest-tag'] },
      alerts: { health: { everyMinutes: 5 } },
    };
    const env = {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      REDIS_URL: `redis://medic:pass@127.0.0.1:${redisPort}`,
      REGISTRY_MEDIC_CONFIG: configFile(stringify(config)),
      PORT: String(await freePort()),
      ...more,
      REGISTRY_MEDIC_ROLE: role,
    };
    const [, ...argv] = JSON.parse(of('CMD').at(-1) ?? '[]') as readonly string[];
    const child = spawn(process.execPath, argv, { cwd: app, env });
    const one = { role, child, output: '' };
    processes.push(one);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        one.output += chunk.toString();
      });
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`${role} ended: ${one.output}`);
      const { status } = await fetch(`http://127.0.0.1:${env.PORT}/readyz`);
      if (status !== 200) throw new Error(`${role} is not ready: ${one.output}`);
    });
  }

  test('each says in its log that it is up', () => {
    expect(processes.filter(({ output }) => !/"msg":"[a-z ]*is up"/.test(output))).toEqual([]);
  });

  test('a question goes from Slack through Redis to the worker and back', async () => {
    await workspace.ask(`why-pull-fails ${host()}/team/cart:1`);
    await eventually(async () => {
      expect(JSON.stringify(await workspace.replies())).toMatch(
        /not found|does not exist|no tag|no repository/i,
      );
    });
  });

  test('Redis refuses nothing of what they do', () => {
    expect(OURS).toContain('-@dangerous');
    const refused = processes.flatMap(({ role, output }) =>
      (output.match(/.*NOPERM.*/g) ?? []).map((line) => `${role}: ${line}`),
    );
    expect(refused).toEqual([]);
  });

  test('nothing is written below /app', () => {
    expect(files()).toEqual(before);
  });

  test('KEDA may count what waits, and read nothing else', async () => {
    const keda = new Redis({ port: redisPort, username: 'keda', password: 'pass', enableReadyCheck: false });
    try {
      expect(await keda.ping()).toBe('PONG');
      // As its scaler does: https://github.com/kedacore/keda/blob/v2.21.0/pkg/scalers/redis_scaler.go
      const script = "redis.call('type', KEYS[1]); return redis.call('llen', KEYS[1])";
      expect(await keda.eval(script, 1, 'bull:diagnose:wait')).toBe(0);
      await expect(keda.get('medic:audit')).rejects.toThrow('NOPERM');
    } finally {
      keda.disconnect();
    }
  });
});
