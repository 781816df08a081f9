import { expect, test } from 'vitest';
import status from '../../commands/status.ts';

const known = { clusters: [], registries: ['harbor.acme.test', 'mirror'], commands: [] };

test('all registries, or the one named by name, host or address', () => {
  expect(status.parse([], known)).toEqual({ ask: { kind: 'status' } });
  expect(status.parse(['Mirror'], known)).toEqual({ ask: { kind: 'status', registry: 'mirror' } });
  expect(status.parse(['https://harbor.acme.test/'], known)).toEqual({
    ask: { kind: 'status', registry: 'harbor.acme.test' },
  });
});

test('one that a cluster holds, by namespace and instance; near miss: a host with a path is a host', () => {
  expect(status.parse(['kangaroo-system/kangaroo'], { ...known, registries: [] })).toEqual({
    ask: { kind: 'status', registry: 'kangaroo-system/kangaroo' },
  });
  expect(status.parse(['harbor.acme.test/shop'], known)).toEqual({
    ask: { kind: 'status', registry: 'harbor.acme.test' },
  });
});

test.each([
  [
    ['harbour.acme.test'],
    /Registries here: `harbor.acme.test`, `mirror`/,
    '/registry status harbor.acme.test',
  ],
  [['mirror', 'harbor'], /one registry/, '/registry status mirror'],
  [['--all'], /no option `--all`/, '/registry status'],
])('%s is refused with what to type', (words, says, first) => {
  expect(() => status.parse(words, known)).toThrow(says);
  expect(() => status.parse(words, known)).toThrow(
    expect.objectContaining({ tries: expect.arrayContaining([first]) }),
  );
});

test('where no registry is configured it says where to list one', () => {
  expect(() => status.parse(['x'], { ...known, registries: [] })).toThrow(/REGISTRY_MEDIC_CONFIG/);
});
