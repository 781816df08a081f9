import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWith } from '../../setup/part.ts';
import { BEARER, fixture, type Port, startPort } from './setup.ts';

const GROUP = fixture('alertmanager-group');
const POD = { cluster: 'prod', namespace: 'shop', pod: 'cart-5d9c7b6f4d-x2x7k' };

describeWith('redis', 'the port of webhooks', () => {
  let port: Port;
  beforeAll(async () => {
    port = await startPort(6, { sendMs: 1_000 });
  });
  afterAll(() => port.stop());
  beforeEach(() => port.redis.flushdb());

  test('200 only after everything is stored and queued', async () => {
    const answer = await port.post('am', GROUP, BEARER);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      'taken: 3 new, 0 known, 0 passed over (not of a cluster or registry configured here)\n',
    ]);
    expect(await port.waiting(POD)).toMatchObject([
      { source: 'alertmanager', status: 'firing', at: '2026-11-20T02:00:11.337Z', place: null },
    ]);
    expect(await port.waiting({ ...POD, pod: 'pay-0' })).toMatchObject([
      { status: 'resolved', at: '2026-11-20T02:31:11.337Z' },
    ]);
    expect((await port.queued('prod')).map(({ pod }) => pod).toSorted()).toEqual([
      'cart-5d9c7b6f4d-9kq2p',
      'cart-5d9c7b6f4d-x2x7k',
      'pay-0',
    ]);
  });

  test('a repeat, and the same alert in another group, are known', async () => {
    await port.post('am', GROUP, BEARER);
    const repeated = await port.post('am', GROUP.replace('{}/{}:', '{}/{other}:'), BEARER);
    expect(await repeated.text()).toContain('taken: 0 new, 3 known');
    expect(await port.waiting(POD)).toHaveLength(1);
  });

  test('hundreds of alerts in one group', async () => {
    const group = JSON.parse(GROUP) as { alerts: { labels: Record<string, string>; fingerprint: string }[] };
    const [first] = group.alerts;
    const alerts = Array.from({ length: 500 }, (_, index) => ({
      ...first,
      labels: { ...first?.labels, pod: `cart-${index}` },
      fingerprint: `f${index}`,
    }));
    const answer = await port.post('am', JSON.stringify({ ...group, alerts }), BEARER);
    expect(await answer.text()).toContain('taken: 500 new');
    expect(await port.queued('prod')).toHaveLength(500);
  });

  test.each<[string, string, string | Buffer, Record<string, string>, number, RegExp]>([
    ['an unknown name', 'nobody', GROUP, BEARER, 404, /no webhook of this name/],
    ['no token', 'am', GROUP, {}, 401, /did not prove itself/],
    ['a body that is no JSON', 'am', '{"alerts": [', BEARER, 400, /not JSON; send the default payload/],
    [
      'a body of another tool',
      'am',
      fixture('pagerduty-ping'),
      BEARER,
      400,
      /no list `alerts`.*webhook_configs/,
    ],
    [
      'a packed body',
      'am',
      gzipSync(Buffer.alloc(50 * 1024 * 1024)),
      { ...BEARER, 'content-encoding': 'gzip' },
      415,
      /without Content-Encoding/,
    ],
    ['a body above the limit', 'am', Buffer.alloc(1024 * 1024 + 1, 32), BEARER, 413, /larger than 1 MiB/],
  ])('%s', async (_name, name, body, headers, status, says) => {
    const answer = await port.post(name, body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(says);
    expect(await port.queued('prod')).toEqual([]);
  });

  test('a body just within the limit is taken', async () => {
    const padded = GROUP + ' '.repeat(1024 * 1024 - Buffer.byteLength(GROUP));
    expect((await port.post('am', padded, BEARER)).status).toBe(200);
  });

  test('GET is refused, and what may be sent is said', async () => {
    const answer = await fetch(`http://127.0.0.1:${port.port}/webhooks/am`, { headers: BEARER });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    for (const path of ['/', '/webhooks/', '/webhooks/am/x', '/webhooks/..%2fam'])
      expect((await fetch(`http://127.0.0.1:${port.port}${path}`, { method: 'POST' })).status).toBe(404);
  });

  test.each([
    ['without its length told', 'transfer-encoding: chunked'],
    ['with its length told', 'content-length: 900000'],
  ])('a body that trickles is cut, %s', async (_name, length) => {
    const said = await new Promise<string>((done) => {
      const started = performance.now();
      let answer = '';
      const socket = connect(port.port, '127.0.0.1', () => {
        socket.write(
          `POST /webhooks/am HTTP/1.1\r\nhost: x\r\nauthorization: ${BEARER.authorization}\r\n${length}\r\n\r\n`,
        );
      });
      const drip = setInterval(() => socket.write('1\r\n \r\n'), 100);
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        done(`${answer.split('\r\n')[0]} ${performance.now() - started < 30_000 ? 'in time' : 'late'}`);
      });
    });
    expect(said).toBe('HTTP/1.1 408 Request Timeout in time');
  });

  test('an endless body is cut at the limit', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(Buffer.alloc(64 * 1024, 32));
      },
    });
    const answer = await fetch(`http://127.0.0.1:${port.port}/webhooks/am`, {
      method: 'POST',
      headers: BEARER,
      body,
      duplex: 'half',
    } as RequestInit).catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    expect(await port.queued('prod')).toEqual([]);
    const before = sent;
    await new Promise((done) => setTimeout(done, 1_500));
    const later = sent;
    await new Promise((done) => setTimeout(done, 300));
    expect(sent).toBe(later);
    expect(before).toBeGreaterThan(1024 * 1024);
  });

  test('nothing that was sent as a secret is logged', () => {
    expect(port.lines()).toContain('webhook refused');
    expect(port.lines()).not.toMatch(/planted/);
  });
});

describeWith('redis', 'the port of webhooks when it cannot take more', () => {
  test('too fast: each sender is told what makes it send again, and strangers use nothing up', async () => {
    const port = await startPort(6, { limit: { atOnce: 2, perSecond: 0.02 } });
    for (let tries = 0; tries < 5; tries += 1) expect((await port.post('am', GROUP)).status).toBe(401);
    const send = async (name: string, headers: Record<string, string>, body: string) => {
      const answers = await Promise.all([1, 2, 3].map(() => port.post(name, body, headers)));
      const refused = answers.find(({ status }) => status !== 200);
      // The next one is there in 50 s, less what these took on a busy machine.
      const after = Number(refused?.headers.get('retry-after'));
      return [refused?.status, after > 20 && after <= 50 ? 'soon' : after];
    };
    expect(await send('am', BEARER, GROUP)).toEqual([503, 'soon']);
    const harbor = { authorization: 'planted-harbor-token' };
    expect(await send('harbor', harbor, fixture('harbor-quota'))).toEqual([429, 'soon']);
    await port.stop();
  });

  test('Redis away: 503, so that it is sent again', async () => {
    const port = await startPort(6);
    await port.redis.quit();
    const answer = await port.post('am', GROUP, BEARER);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.text()).toMatch(
      /Redis does not answer, so nothing was kept; send again \(req-[0-9a-f]{16}\)/,
    );
    await port.stop();
  });
});
