import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeWith } from '../../setup/part.ts';
import { BEARER, fixture, type Port, startPort } from './setup.ts';

const GROUP = fixture('alertmanager-group');
const GRAFANA = fixture('grafana-group');
const TRIGGERED = fixture('pagerduty-triggered');
const QUOTA = fixture('harbor-quota');
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
const now = () => Math.floor(Date.now() / 1000);
const timed = (time: string | number, secret = 'planted-grafana-secret') => ({
  'x-signed': hmac(secret, `${time}:${GRAFANA}`),
  'x-signed-at': String(time),
});

describeWith('redis', 'senders of webhooks', () => {
  let port: Port;
  beforeAll(async () => {
    port = await startPort(8);
  });
  afterAll(() => port.stop());
  beforeEach(() => port.redis.flushdb());

  const right = hmac('planted-pd-secret', TRIGGERED);
  describe('prove themselves', () => {
    test.each<[string, string, string, Record<string, string>, number]>([
      ['a bearer token', 'am', GROUP, BEARER, 200],
      ['its scheme in small letters', 'am', GROUP, { authorization: 'bearer planted-am-token' }, 200],
      ['a wrong token', 'am', GROUP, { authorization: 'Bearer planted-am-toke' }, 401],
      ['a token without its scheme', 'am', GROUP, { authorization: 'planted-am-token' }, 401],
      ['a token under another scheme', 'am', GROUP, { authorization: 'Basic planted-am-token' }, 401],
      ['an empty header', 'am', GROUP, { authorization: '' }, 401],
      ['a login', 'am-basic', GROUP, { authorization: basic('am:planted:am-password') }, 200],
      ['a wrong password', 'am-basic', GROUP, { authorization: basic('am:planted') }, 401],
      ['a wrong user', 'am-basic', GROUP, { authorization: basic('pm:planted:am-password') }, 401],
      ['no base64', 'am-basic', GROUP, { authorization: 'Basic %%%' }, 401],
      [
        'Grafana’s signature',
        'grafana',
        GRAFANA,
        { 'x-grafana-alerting-signature': hmac('planted-grafana-secret', GRAFANA) },
        200,
      ],
      [
        'Grafana’s of another body',
        'grafana',
        `${GRAFANA} `,
        { 'x-grafana-alerting-signature': hmac('planted-grafana-secret', GRAFANA) },
        401,
      ],
      ['Grafana’s left out', 'grafana', GRAFANA, {}, 401],
      ['Grafana’s with the time', 'grafana-timed', GRAFANA, timed(now()), 200],
      ['Grafana’s of ten minutes ago', 'grafana-timed', GRAFANA, timed(now() - 600), 401],
      ['Grafana’s with a time that is none', 'grafana-timed', GRAFANA, timed('soon'), 401],
      [
        'Grafana’s without the time it signed',
        'grafana-timed',
        GRAFANA,
        { 'x-signed': timed(now())['x-signed'] },
        401,
      ],
      ['PagerDuty’s signature', 'pd', TRIGGERED, { 'x-pagerduty-signature': `v1=${right}` }, 200],
      [
        'PagerDuty’s old and new one',
        'pd',
        TRIGGERED,
        { 'x-pagerduty-signature': `v1=${hmac('old', TRIGGERED)},v1=${right}` },
        200,
      ],
      [
        'PagerDuty’s of another secret',
        'pd',
        TRIGGERED,
        { 'x-pagerduty-signature': `v1=${hmac('old', TRIGGERED)}` },
        401,
      ],
      ['PagerDuty’s of another version', 'pd', TRIGGERED, { 'x-pagerduty-signature': `v0=${right}` }, 401],
      ['PagerDuty’s without its version', 'pd', TRIGGERED, { 'x-pagerduty-signature': right }, 401],
      ['Harbor’s header as it was typed', 'harbor', QUOTA, { authorization: 'planted-harbor-token' }, 200],
      [
        'Harbor’s header with a word before',
        'harbor',
        QUOTA,
        { authorization: 'Secret planted-harbor-token' },
        200,
      ],
      ['Harbor’s header with another token', 'harbor', QUOTA, { authorization: 'Secret planted' }, 401],
    ])('%s', async (_name, name, body, headers, status) => {
      expect((await port.post(name, body, headers)).status).toBe(status);
    });
  });

  const pagerduty = (body: string) =>
    port.post('pd', body, { 'x-pagerduty-signature': `v1=${hmac('planted-pd-secret', body)}` });
  const POD = { cluster: 'prod', namespace: 'shop', pod: 'cart-0', container: 'cart' };

  test('PagerDuty: opened and over are one alert, who took it is no news, resends are known', async () => {
    for (const name of ['ping', 'triggered', 'triggered', 'acknowledged', 'resolved'])
      expect((await pagerduty(fixture(`pagerduty-${name}`))).status).toBe(200);
    const told = await port.waiting(POD);
    expect(told).toMatchObject([
      {
        status: 'firing',
        severity: 'critical',
        alertname: 'KubeContainerWaiting',
        at: '2026-11-20T02:00:30.112Z',
      },
      { status: 'resolved', at: '2026-11-20T02:31:30.112Z' },
    ]);
    expect(new Set(told.map(({ alert }) => alert)).size).toBe(1);
  });

  test('Grafana: the cluster of the labels', async () => {
    const headers = { 'x-grafana-alerting-signature': hmac('planted-grafana-secret', GRAFANA) };
    await port.post('grafana', GRAFANA, headers);
    expect(await port.queued('staging')).toMatchObject([
      { cluster: 'staging', pod: 'cart-5d9c7b6f4d-x2x7k' },
    ]);
  });

  const harbor = (name: string) =>
    port.post('harbor', fixture(name), { authorization: 'planted-harbor-token' });
  test.each(['harbor-quota', 'harbor-cloudevents-quota'])('Harbor: %s is told once', async (name) => {
    expect(await (await harbor(name)).text()).toContain('taken: 1 new');
    expect(await (await harbor(name)).text()).toContain('taken: 0 new, 1 known');
    const image = { image: 'harbor.acme.test/shop/cart:1.8.3', failed: 'push' } as const;
    expect((await port.waiting(image))[0]).toMatchObject({
      source: 'harbor',
      says: expect.stringContaining('will exceed the configured upper limit of 10.0 GiB'),
    });
  });

  test('Harbor: pushes and deletions are nobody’s trouble', async () => {
    for (const name of ['harbor-pushed', 'harbor-deleted'])
      expect(await (await harbor(name)).text()).toContain('taken: 0 new, 0 known, 0 passed over');
  });

  test('a body of another shape is told what belongs there', async () => {
    const answer = await port.post('harbor', '{"type": 7}', { authorization: 'planted-harbor-token' });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringMatching(/CloudEvents.*notify type http/),
    ]);
    const body = '{"messages": []}';
    expect(await (await pagerduty(body)).text()).toMatch(/Generic Webhooks of version 3/);
  });
});
