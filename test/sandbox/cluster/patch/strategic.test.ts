import { expect, test } from 'vitest';
import { strategicMerge } from '../../../../src/sandbox/cluster/patch/strategic.ts';

const SPEC = {
  containers: [
    { name: 'web', image: 'a:1', env: [{ name: 'A', value: '1' }], args: ['x', 'y'] },
    { name: 'side', image: 'b:1' },
  ],
  imagePullSecrets: [{ name: 'one' }],
  tolerations: [{ key: 'a' }],
};

test('merges containers by name and keeps the others', () => {
  const merged = strategicMerge(SPEC, {
    containers: [{ name: 'web', image: 'a:2', env: [{ name: 'B', value: '2' }] }],
  });
  expect(merged).toMatchObject({
    containers: [
      { name: 'web', image: 'a:2', args: ['x', 'y'], env: [{ name: 'A' }, { name: 'B' }] },
      { name: 'side', image: 'b:1' },
    ],
  });
});

test('adds a pull secret beside the one that is there', () => {
  expect(strategicMerge(SPEC, { imagePullSecrets: [{ name: 'two' }] })).toMatchObject({
    imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
  });
});

test('replaces lists without a key, and removes by null and by directive', () => {
  expect(strategicMerge(SPEC, { tolerations: [{ key: 'b' }] })).toMatchObject({
    tolerations: [{ key: 'b' }],
  });
  const without = strategicMerge(SPEC, {
    tolerations: null,
    containers: [{ name: 'side', $patch: 'delete' }],
  });
  expect(without).not.toHaveProperty('tolerations');
  expect(without).toHaveProperty('containers.length', 1);
  const replaced = strategicMerge(SPEC, { containers: [{ $patch: 'replace' }, { name: 'new', image: 'c' }] });
  expect(replaced).toMatchObject({ containers: [{ name: 'new', image: 'c' }] });
});
