import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ClusterReader, LogLine, LogQuestion } from '../../../src/engine/cluster.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import type { LogEntry } from '../../../src/sandbox/cluster/world.ts';
import { pod } from '../../sandbox/cluster/objects.ts';
import { foundOf, readerFor } from './sandbox-reader.ts';

const IMAGE = 'registry.acme.test/goharbor/harbor-core:v2.13.1';
const HUGE_BYTES = 300 * 1024 * 1024;
const LINE = `2026-11-20T10:00:00Z [ERROR] [/lib/http/error.go:57]: ${'x'.repeat(950)}`;

let cluster: SandboxCluster;
let admin: ClusterReader;
let made = 0;
const logs: Record<string, (previous: boolean) => string | Iterable<LogEntry> | undefined> = {
  small: (previous) =>
    previous
      ? '2026-11-20T09:00:00.000000001Z panic: dirty database version 51'
      : '2026-11-20T10:00:00.123456789Z ok\n2026-11-20T10:00:01Z größer 你好',
  huge: () => huge(),
  long: () => [`${'a'.repeat(70_000)}\r`, '', 'short\r'],
  dated: () => [
    { at: new Date(Date.now() - 7_200_000).toISOString(), text: 'old' },
    { at: new Date(Date.now() - 60_000).toISOString(), text: 'young' },
  ],
};

function* huge(): Generator<string> {
  for (made = 0; made < HUGE_BYTES; made += LINE.length + 1) yield LINE;
}

beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'admin', token: 'admin-token' },
      { user: 'blind', token: 'blind-token', deny: [{ resources: ['pods/log'] }] },
    ],
    logs: ({ pod: name, previous }) => logs[name]?.(previous),
  });
  cluster.apply([
    ...Object.keys(logs).map((name) => pod('harbor', name, IMAGE)),
    pod('harbor', 'unpullable', 'nowhere.acme.test/x:1'),
    {
      ...pod('harbor', 'crashing', IMAGE),
      metadata: {
        namespace: 'harbor',
        name: 'crashing',
        annotations: {
          'sandbox.acme.test/state': 'CrashLoopBackOff',
          'sandbox.acme.test/last-reason': 'OOMKilled',
          'sandbox.acme.test/restarts': '12',
        },
      },
    },
  ]);
  logs['crashing'] = logs['small'] ?? (() => undefined);
  admin = await readerFor(cluster.kubeconfig());
  await vi.waitFor(
    async () => {
      const pods = foundOf(await admin.pods('harbor'));
      expect(pods.filter(({ phase }) => phase === 'Running')).toHaveLength(5);
    },
    { timeout: 90_000 },
  );
});
afterAll(() => cluster.stop());

const of = (name: string, more: Partial<LogQuestion> = {}): LogQuestion => ({
  namespace: 'harbor',
  pod: name,
  container: 'web',
  ...more,
});

async function linesOf(question: LogQuestion): Promise<readonly LogLine[]> {
  return Array.fromAsync(foundOf(await admin.log(question)));
}

test('lines with their time, characters of several bytes whole', async () => {
  expect(await linesOf(of('small'))).toEqual([
    { at: '2026-11-20T10:00:00.123456789Z', text: '2026-11-20T10:00:00.123456789Z ok' },
    { at: '2026-11-20T10:00:01Z', text: '2026-11-20T10:00:01Z größer 你好' },
  ]);
});

test('the last lines, the last minutes and the first bytes', async () => {
  expect((await linesOf(of('small', { tailLines: 1 }))).map(({ text }) => text.slice(-4))).toEqual([
    'r 你好',
  ]);
  expect((await linesOf(of('dated', { sinceSeconds: 3600 }))).map(({ text }) => text)).toEqual(['young']);
  const [only, ...more] = await linesOf(of('small', { limitBytes: 40 }));
  expect(only).toEqual({ at: '2026-11-20T10:00:00.123456789Z', text: '2026-11-2' });
  expect(more).toEqual([]);
});

test('of a container that crashes: why it ended, and its run before', async () => {
  const [container] = foundOf(await admin.pod('harbor', 'crashing')).containers;
  expect(container).toMatchObject({
    state: 'waiting',
    reason: 'CrashLoopBackOff',
    ready: false,
    restarts: 12,
    last: { reason: 'OOMKilled', exitCode: 137, at: expect.stringMatching(/^\d{4}-/) },
  });
  const [line] = await linesOf(of('crashing', { which: 'previous' }));
  expect(line?.text).toContain('dirty database version 51');
});

test('a line without end is cut, its neighbours stay', async () => {
  const [cut, empty, short] = await linesOf(of('long'));
  expect(cut?.text.length).toBeLessThan(65_600);
  expect(cut?.text.endsWith('aaa…')).toBe(true);
  expect([empty?.text, short?.text]).toEqual(['', 'short']);
});

test('300 MB pass through little memory', { timeout: 90_000 }, async () => {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let lines = 0;
  let highest = 0;
  for await (const { text } of foundOf(await admin.log(of('huge')))) {
    if (text.length !== LINE.length) throw new Error(`a line of ${text.length} characters`);
    lines += 1;
    if (lines % 10_000 === 0) highest = Math.max(highest, process.memoryUsage.rss());
  }
  expect(lines).toBe(Math.ceil(HUGE_BYTES / (LINE.length + 1)));
  expect(highest - before).toBeLessThan(150 * 1024 * 1024);
});

test('who stops reading stops the sending', async () => {
  for await (const _ of foundOf(await admin.log(of('huge')))) break;
  await vi.waitFor(async () => {
    const then = made;
    await wait(100);
    expect(made).toBe(then);
  }, 90_000);
  expect(made).toBeLessThan(HUGE_BYTES / 4);
});

test('its signal ends the loop with its reason', async () => {
  const stop = new AbortController();
  const reading = (async () => {
    let lines = 0;
    for await (const _ of foundOf(await admin.log(of('huge', { signal: stop.signal })))) {
      lines += 1;
      if (lines === 100) stop.abort(new Error('enough seen'));
    }
  })();
  await expect(reading).rejects.toThrow('enough seen');
  expect(made).toBeLessThan(HUGE_BYTES / 4);
});

test('its signal, when nobody reads yet, only makes the reading fail', async () => {
  const stop = new AbortController();
  const lines = foundOf(await admin.log(of('huge', { signal: stop.signal })));
  stop.abort(new Error('too late'));
  await wait(50);
  await expect(Array.fromAsync(lines)).rejects.toThrow('too late');
  const early = await admin.log(of('small', { signal: stop.signal }));
  expect(early).toMatchObject({ ended: 'unreachable', says: expect.stringContaining('too late') });
});

test.each([
  ['gone', 'not-found', 'pods "gone" not found'],
  ['unpullable', 'not-found', 'is waiting to start: trying and failing to pull image'],
])('no log of %s', async (name, ended, says) => {
  await vi.waitFor(async () => {
    expect(await admin.log(of(name))).toMatchObject({ ended, says: expect.stringContaining(says) });
  }, 90_000);
});

test('no previous run, no such container, and a reader without the right', async () => {
  expect(await admin.log(of('huge', { which: 'previous' }))).toMatchObject({
    ended: 'not-found',
    says: 'previous terminated container "web" in pod "huge" not found',
  });
  expect(await admin.log(of('small', { container: 'core' }))).toMatchObject({ ended: 'not-found' });
  const blind = await readerFor(cluster.kubeconfig('blind'));
  expect(await blind.log(of('small'))).toMatchObject({
    ended: 'forbidden',
    says: expect.stringContaining('cannot get resource "pods/log"'),
  });
  const right = { group: '', resource: 'pods/log', verb: 'get' } as const;
  expect(await blind.may(right, 'harbor')).toEqual({ ended: 'found', value: false });
  expect(await admin.may(right, 'harbor')).toEqual({ ended: 'found', value: true });
});

test('a connection that breaks on the way', async () => {
  logs['small'] = function* broken() {
    for (let index = 0; index < 200; index += 1) yield LINE;
    throw new Error('the node went away');
  };
  await expect(linesOf(of('small'))).rejects.toThrow('the log of harbor/small broke off');
});
