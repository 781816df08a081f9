import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../setup/part.ts';

const DEMO = fileURLToPath(new URL('../../../src/sandbox/demo.ts', import.meta.url));

function run(...argv: readonly string[]): ChildProcess {
  // A Redis of its own, whatever else is lent.
  const env = { ...process.env, REDIS_URL: '' };
  return spawn(process.execPath, [DEMO, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a run that ends by itself wrote to stderr, and its exit code. */
async function ended(child: ChildProcess): Promise<{ readonly code: unknown; readonly says: string }> {
  let says = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    says += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, says };
}

test('a bad option ends it at once with code 2 and the usage', async () => {
  const { code, says } = await ended(run('--prot', '1'));
  expect(code).toBe(2);
  expect(says).toContain("Unknown option '--prot'");
  expect(says).toContain('--headless');
});

test('a port in use is said, with what to type instead', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, says } = await ended(run('--port', String(port)));
  server.close();
  expect(code).toBe(1);
  expect(says).toBe(
    `Port ${port} is in use on 127.0.0.1. Give another one: npm run demo -- --port ${port + 1}\n`,
  );
});

describeWith('redis', 'the demo', () => {
  let demo: ChildProcess;
  let line: { readonly url: string; readonly config: string; readonly env: Record<string, string> };

  beforeAll(async () => {
    demo = run('--headless', '--port', '0');
    const died = ended(demo).then(({ code, says }) => {
      throw new Error(`the demo ended with ${code}: ${says}`);
    });
    const said = once(createInterface({ input: demo.stdout ?? process.stdin }), 'line');
    const [first] = await Promise.race([said, died]);
    died.catch(() => {});
    line = JSON.parse(first as string);
  });
  // Killed outright it would leave its bot and Redis behind. The last test has ended it if all went well.
  afterAll(() => demo.kill('SIGTERM'));

  async function send(path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${line.url}sandbox/${path}`, init);
    return { status: response.status, body: await response.json() };
  }

  test('one line tells scripts all they need', () => {
    expect(line).toMatchObject({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) });
    expect(line.env['REGISTRY_MEDIC_CONFIG']).toBe(line.config);
    expect(existsSync(line.config)).toBe(true);
  });

  test('faults are listed with what to type, and healed by id', async () => {
    const { body } = await send('faults');
    expect(body).toContainEqual({
      id: 'tag-not-found',
      title: expect.any(String),
      subject: 'shop/cart-0',
      workload: { namespace: 'shop', kind: 'StatefulSet', name: 'cart' },
      cause: 'tag-not-found',
      healed: false,
      text: '/registry why-pull-fails shop/cart-0',
    });
    expect(await send('heal', { id: 'tag-not-found' })).toEqual({
      status: 200,
      body: { ok: true, healed: ['tag-not-found'] },
    });
    expect((await send('faults')).body).toContainEqual(
      expect.objectContaining({ id: 'tag-not-found', healed: true }),
    );
    expect(await send('heal', { id: 'none' })).toMatchObject({ status: 400, body: { ok: false } });
    expect(await send('heal', {})).toMatchObject({ status: 400, body: { ok: false } });
  });

  test('the bot answers a command in the channel', async () => {
    await send('command', { user: 'rosa', channel: 'shop', text: '/registry why-pull-fails shop/payments' });
    const said = async () => JSON.stringify((await send('messages?channel=shop')).body);
    await expect.poll(said, { timeout: 90_000 }).toContain('robot$shop+ci');
  });

  test('a fault that only shows from one node is proved by the worker on it', async () => {
    await send('command', { user: 'rosa', channel: 'shop', text: '/registry why-pull-fails data/trainer' });
    const said = async () => JSON.stringify((await send('messages?channel=shop')).body);
    await expect
      .poll(said, { timeout: 90_000 })
      .toMatch(/works from the cluster network, fails on .{0,3}worker-3/);
  });

  test('SIGTERM stops all of it cleanly', async () => {
    demo.kill('SIGTERM');
    const [code] = await once(demo, 'exit');
    expect(code).toBe(0);
    expect(existsSync(line.config)).toBe(false);
    await expect(fetch(line.url)).rejects.toThrow();
  });
});
