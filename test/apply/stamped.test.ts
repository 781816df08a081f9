import { expect, test } from 'vitest';
import { holds, isAs, stamped } from '../../src/apply/stamped.ts';

test('placeholders are filled wherever they stand', () => {
  const stamp = { approval: 'apr-7', approvedAt: '2026-11-21T02:10:00.000Z' };
  expect(stamped({ a: ['at {approvedAt}', 3, null], b: { c: '{approval}' } }, stamp)).toEqual({
    a: ['at 2026-11-21T02:10:00.000Z', 3, null],
    b: { c: 'apr-7' },
  });
});

test('an object holds a patch when nothing of it would change', () => {
  const object = {
    metadata: { annotations: { a: '1', b: '2' } },
    spec: { containers: [{ name: 'web', image: 'x' }] },
  };
  expect(holds(object, { metadata: { annotations: { a: '1' } } })).toBe(true);
  expect(holds(object, { metadata: { annotations: { a: '2' } } })).toBe(false);
  expect(holds(object, { metadata: { annotations: { c: null } } })).toBe(true);
  expect(holds(object, { metadata: { annotations: { a: null } } })).toBe(false);
  expect(holds(object, { spec: { containers: [{ name: 'web', image: 'x' }] } })).toBe(true);
  expect(holds(object, { spec: { containers: [{ name: 'web', image: 'y' }] } })).toBe(false);
  expect(holds({}, { spec: { a: 1 } })).toBe(false);
});

test('the time of the yes, in seconds', () => {
  const stamp = { approval: 'a-1', approvedAt: '1970-01-01T00:01:00.900Z' };
  expect(stamped({ at: '{approvedAtSeconds}' }, stamp)).toEqual({ at: '60' });
});

test('what is to be taken out of a list is held by the list without it', () => {
  const out = { imagePullSecrets: [{ name: 'a', $patch: 'delete' }] };
  expect(holds({ imagePullSecrets: [{ name: 'a' }, { name: 'b' }] }, out)).toBe(false);
  expect(holds({ imagePullSecrets: [{ name: 'b' }] }, out)).toBe(true);
  expect(holds({}, out)).toBe(true);
  expect(holds({}, { metadata: { annotations: { a: null } } })).toBe(true);
  expect(holds({}, { metadata: { annotations: { a: '1' } } })).toBe(false);
});

test('as it was: lists whole, objects by the fields that are named', () => {
  const object = { secrets: [{ name: 'a' }], data: { x: '1', y: '2' } };
  expect(isAs(object, { secrets: [{ name: 'a' }], data: { x: '1' } })).toBe(true);
  expect(isAs(object, { secrets: [] })).toBe(false);
  expect(isAs({}, { secrets: [] })).toBe(true);
  expect(isAs({ secrets: [{ name: 'a' }, { name: 'b' }] }, { secrets: [{ name: 'a' }] })).toBe(false);
  expect(isAs(object, { data: { x: '2' } })).toBe(false);
  expect(isAs(object, { data: { z: null }, other: null })).toBe(true);
});
