import { describe, expect, test } from 'vitest';
import { placed } from '../../../src/engine/alerts/place-target.ts';
import type { ToldAlert } from '../../../src/engine/alerts/reading.ts';
import { sightingsOf } from '../../../src/engine/alerts/sightings.ts';
import { Sighting } from '../../../src/engine/sighting.ts';

const here = {
  clusters: [
    { name: 'prod', also: ['acme-prod'] },
    { name: 'staging', also: [] },
  ],
  registries: ['acme', 'harbor.acme.test'],
  usual: null,
};
const alert: ToldAlert = {
  alertname: 'KubePodNotReady',
  status: 'firing',
  severity: 'warning',
  target: { cluster: 'acme-prod', namespace: 'shop', pod: 'cart-0' },
  fingerprint: 'c0ffee',
  startsAt: '2026-11-20T09:12:40.123456789Z',
  at: '2026-11-20T09:12:40.123456789Z',
  says: 'Pod shop/cart-0 is not ready, password=hunter2hunter2',
};
const from = {
  source: 'alertmanager',
  delivery: 'body 1',
  place: null,
  at: '2026-11-20T09:20:00.000Z',
} as const;
const one = (of: Partial<ToldAlert> = {}, by: Partial<Parameters<typeof sightingsOf>[1]> = {}) =>
  sightingsOf([{ ...alert, ...of }], { ...from, ...by }, here)[0];

describe('a sighting', () => {
  test('has the shape that is stored, the configured cluster, and no secrets', () => {
    expect(Sighting.parse(one())).toMatchObject({
      alertname: 'KubePodNotReady',
      target: { cluster: 'prod', namespace: 'shop', pod: 'cart-0' },
      says: 'Pod shop/cart-0 is not ready, password=•••',
      at: '2026-11-20T09:12:40.123Z',
    });
  });

  test('a repeat in another body is the same; the end, a new beginning and another cluster are not', () => {
    const first = one();
    expect(one({}, { delivery: 'body 2' })?.id).toBe(first?.id);
    const others = [
      one({ status: 'resolved' }),
      one({ startsAt: '2026-11-20T10:00:00Z' }),
      one({ target: { ...alert.target, cluster: 'staging' } }),
    ];
    expect(new Set([first, ...others].map((sighting) => sighting?.id)).size).toBe(4);
    expect(others.map((sighting) => sighting?.alert === first?.alert)).toEqual([true, true, false]);
  });

  test('a message is known by its delivery; its end in another message is the end of the same alert', () => {
    const message = { fingerprint: null, startsAt: null, at: null };
    const place = { channel: 'C1', ts: '1.0' };
    const fired = one(message, { source: 'slack', place, delivery: 'C1 1.0' });
    const ended = one(
      { ...message, status: 'resolved' },
      { source: 'slack', place: { ...place, ts: '2.0' }, delivery: 'C1 2.0' },
    );
    const elsewhere = one(message, {
      source: 'slack',
      place: { ...place, channel: 'C2' },
      delivery: 'C2 1.0',
    });
    expect(ended?.alert).toBe(fired?.alert);
    expect(elsewhere?.alert).not.toBe(fired?.alert);
    expect(one(message, { source: 'slack', place, delivery: 'C1 3.0' })?.id).not.toBe(fired?.id);
  });

  test('names and words of any length, and times that are none, still make a record', () => {
    const long = 'x'.repeat(100_000);
    expect(() => Sighting.parse(one({ alertname: long, says: long, at: 'yesterday' }))).not.toThrow();
    expect(one({ target: { ...alert.target, image: long } })?.target.image).toBeUndefined();
    expect(one({ at: '0001-01-01T00:00:00Z' })?.at).toBe(from.at);
  });
});

describe('what can be looked at here', () => {
  test.each([
    ['a cluster that is none of ours', { cluster: 'edge-7', pod: 'a' }, null],
    [
      'our registry in a cluster that is none of ours',
      { cluster: 'edge-7', namespace: 'h', registry: 'harbor.acme.test' },
      { registry: 'harbor.acme.test' },
    ],
    ['their registry in a cluster that is none of ours', { cluster: 'edge-7', registry: 'r.test' }, null],
    ['no cluster', { namespace: 'shop' }, { namespace: 'shop' }],
    ['a cluster and nothing else', { cluster: 'prod' }, null],
    [
      'what Harbor calls an image',
      { image: 'shop/cart:1', registry: 'harbor.acme.test' },
      { image: 'harbor.acme.test/shop/cart:1', registry: 'harbor.acme.test' },
    ],
    [
      'an image of Docker Hub',
      { image: 'redis:7', registry: 'docker.io' },
      { image: 'redis:7', registry: 'docker.io' },
    ],
    [
      'a registry by a word',
      { image: 'shop/cart:1', registry: 'harbor' },
      { image: 'shop/cart:1', registry: 'harbor' },
    ],
  ])('%s', (_name, target, is) => expect(placed(target, here)).toEqual(is));

  test('where none is named, the usual one', () => {
    expect(placed({ pod: 'a' }, { ...here, usual: 'staging' })).toEqual({ cluster: 'staging', pod: 'a' });
  });
});
