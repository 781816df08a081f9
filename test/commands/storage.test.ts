import { expect, test } from 'vitest';
import storage from '../../commands/storage.ts';

const known = { clusters: [], registries: ['harbor.acme.test', 'dr'], commands: [] };

test('all registries, or the one named', () => {
  expect(storage.parse([], known)).toEqual({ ask: { kind: 'storage' } });
  expect(storage.parse(['DR'], known)).toEqual({ ask: { kind: 'storage', registry: 'dr' } });
  expect(storage.parse(['https://harbor.acme.test/'], known)).toEqual({
    ask: { kind: 'storage', registry: 'harbor.acme.test' },
  });
  expect(storage.parse(['harbor/core'], known)).toEqual({
    ask: { kind: 'storage', registry: 'harbor/core' },
  });
});

test.each([
  [['a', 'b'], /one registry/, '/registry storage a'],
  [['-v'], /no option/, '/registry storage'],
  [['drr'], /no registry `drr`/, '/registry storage dr'],
])('%s is refused with what to type', (words, says, first) => {
  expect(() => storage.parse(words, known)).toThrow(says);
  expect(() => storage.parse(words, known)).toThrow(
    expect.objectContaining({ tries: expect.arrayContaining([first]) }),
  );
});
