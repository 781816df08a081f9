import { expect, test } from 'vitest';
import { jsonPatch } from '../../../../src/sandbox/cluster/patch/json-patch.ts';

const DOCUMENT = { list: ['a', 'b'], map: { 'x/y': 1 } };

test.each([
  [
    { op: 'add', path: '/list/1', value: 'n' },
    { ...DOCUMENT, list: ['a', 'n', 'b'] },
  ],
  [
    { op: 'add', path: '/list/-', value: 'n' },
    { ...DOCUMENT, list: ['a', 'b', 'n'] },
  ],
  [
    { op: 'replace', path: '/map/x~1y', value: 2 },
    { ...DOCUMENT, map: { 'x/y': 2 } },
  ],
  [
    { op: 'remove', path: '/list/0' },
    { ...DOCUMENT, list: ['b'] },
  ],
  [
    { op: 'move', from: '/list', path: '/moved' },
    { map: { 'x/y': 1 }, moved: ['a', 'b'] },
  ],
  [
    { op: 'copy', from: '/list/0', path: '/first' },
    { ...DOCUMENT, first: 'a' },
  ],
  [{ op: 'test', path: '/list/0', value: 'a' }, DOCUMENT],
])('%o', (operation, expected) => {
  expect(jsonPatch(DOCUMENT, [operation])).toEqual(expected);
});

test.each([
  [{ op: 'test', path: '/list/0', value: 'z' }, /testing value \/list\/0 failed/],
  [{ op: 'remove', path: '/none' }, /missing/],
  [{ op: 'replace', path: '/none/deep', value: 1 }, /missing/],
  [{ op: 'add', path: '/list/9', value: 1 }, /invalid index/],
])('refuses %o', (operation, words) => {
  expect(() => jsonPatch(DOCUMENT, [operation])).toThrow(words);
});
