import { describe, expect, test } from 'vitest';
import type { Sighting } from '../../src/engine/sighting.ts';
import type { Trouble } from '../../src/engine/trouble.ts';
import {
  cameBack,
  disputed,
  goesOn,
  healedBy,
  isTold,
  withOver,
  withSeen,
} from '../../src/engine/trouble-changes.ts';
import { madeTrouble } from './made-trouble.ts';

const AT = '2026-11-21T02:05:00.000Z';

function told(pod: string, more: Partial<Sighting> = {}): Sighting {
  return {
    id: `sl-${pod}-firing`,
    source: 'alertmanager',
    alert: `fp-${pod}`,
    status: 'firing',
    alertname: 'KubePodNotReady',
    severity: 'warning',
    target: { cluster: 'prod', namespace: 'shop', pod },
    says: null,
    at: '2026-11-21T02:04:00.000Z',
    place: null,
    ...more,
  };
}

const key = (pod: string): string => `prod|shop|${pod}|`;

function seen(trouble: Trouble, pod: string, more: Partial<Sighting> = {}, all?: number): Trouble {
  const sighting = told(pod, more);
  const count = all ?? new Set([...trouble.affected.map((one) => one.key), key(pod)]).size;
  return withSeen(trouble, { targets: [sighting.target], sightings: [sighting], count }, AT);
}

describe('who suffers', () => {
  test('each target counts once, however often it is told', () => {
    const trouble = seen(seen(seen(madeTrouble(), 'cart-0'), 'cart-0'), 'cart-1');
    expect(trouble.affectedCount).toBe(2);
    expect(trouble.affected.map((one) => one.key)).toEqual([key('cart-0'), key('cart-1')]);
  });

  test('two containers of one pod are one that suffers', () => {
    const at = { cluster: 'prod', namespace: 'shop', pod: 'cart-0' };
    const first = seen(madeTrouble(), 'cart-0', { target: { ...at, container: 'app' } });
    const both = seen(first, 'cart-0', { alert: 'fp-other', target: { ...at, container: 'proxy' } });
    expect(both).toMatchObject({ affectedCount: 1, affected: [{ firing: ['fp-cart-0', 'fp-other'] }] });
  });

  test('who was counted before is not counted again when it is named, and the count never falls', () => {
    const [first, other] = [told('cart-0'), told('cart-1')];
    const group = { targets: [first.target], sightings: [first], count: 40 };
    const counted = withSeen(madeTrouble(), group, AT);
    const named = withSeen(counted, { targets: [other.target], sightings: [other], count: 2 }, AT);
    expect(named.affectedCount).toBe(40);
    expect(named.affected.map((one) => one.key)).toEqual([key('cart-0'), key('cart-1')]);
  });

  test('the gravest severity that was told stays', () => {
    const trouble = seen(seen(madeTrouble(), 'cart-0', { severity: 'critical' }), 'cart-1');
    expect(trouble.severity).toBe('critical');
  });

  test('the record stays bounded and the count goes on', () => {
    let trouble = madeTrouble();
    for (let at = 0; at < 1_000; at++) trouble = seen(trouble, `cart-${at}`, {}, at + 1);
    expect(trouble.affectedCount).toBe(1_000);
    expect(trouble.affected).toHaveLength(200);
    expect(trouble.timeline.length).toBeLessThanOrEqual(40);
  });

  test('people are told anew at five, twenty, a hundred, and not in between', () => {
    let trouble = madeTrouble();
    for (let at = 0; at < 30; at++) trouble = seen(trouble, `cart-${at}`);
    const worse = trouble.timeline.flatMap((one) => (one.what === 'worse' ? [one.affected] : []));
    expect(worse).toEqual([5, 20]);
  });
});

describe('over', () => {
  const both = seen(seen(madeTrouble(), 'cart-0'), 'cart-1');

  test('it is told of until the alerts of all are over', () => {
    const one = withOver(both, ['fp-cart-0'], AT);
    expect(isTold(one)).toBe(true);
    expect(isTold(withOver(one, ['fp-cart-1'], AT))).toBe(false);
  });

  test('one of two alerts of the same pod is not the end of it', () => {
    const twice = seen(madeTrouble(), 'cart-0', { alert: 'fp-other' });
    const two = seen(twice, 'cart-0');
    expect(isTold(withOver(two, ['fp-other'], AT))).toBe(true);
  });

  test('an alert of something else changes nothing', () => {
    expect(withOver(both, ['fp-web-0'], AT)).toEqual(both);
  });

  test('healed twice is healed once', () => {
    const healed = healedBy(both, { by: 'own-look' }, AT);
    expect(healed.state).toBe('resolved');
    expect(healedBy(healed, { by: 'alert' }, '2026-11-21T03:00:00.000Z')).toBe(healed);
  });

  test('disputed is said once in a row', () => {
    const said = disputed(both, AT);
    expect(disputed(said, AT)).toBe(said);
  });
});

describe('coming back', () => {
  const healed = healedBy(madeTrouble(), { by: 'alert' }, AT);

  test.each([
    ['2026-11-21T02:20:00.000Z', true],
    ['2026-11-21T03:04:59.000Z', true],
    ['2026-11-21T03:05:01.000Z', false],
  ])('at %s it goes on in the same thread: %s', (at, goes) => {
    expect(goesOn(healed, Date.parse(at))).toBe(goes);
  });

  test('it is open again, and says how often it came back', () => {
    const back = cameBack(healed, '2026-11-21T02:20:00.000Z');
    expect(back).toMatchObject({ state: 'open', again: 1, resolvedAt: null, healed: null });
    expect(cameBack(back, '2026-11-21T02:21:00.000Z')).toBe(back);
  });
});
