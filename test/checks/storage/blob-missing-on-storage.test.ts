import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('blob-missing-on-storage', {
  shows:
    'ls: cannot access /data/registry/docker/registry/v2/blobs/sha256/e7/e7dd*: No such file or directory',
  near: '/docker/registry/v2/blobs/sha256/ab/abcd/data',
});

const BLOB = `sha256:e7${'d'.repeat(62)}`;
const damage = (what: 'manifest' | 'layer') => ({
  'damaged-images': {
    repositories: 3,
    of: 3,
    artifacts: 4,
    damaged: [
      {
        repository: 'shop/reports',
        tags: ['2026.10'],
        digest: `sha256:${'a'.repeat(64)}`,
        size: 4_096,
        what,
        missing: BLOB,
        says: '404 BLOB_UNKNOWN: blob unknown to registry',
      },
    ],
  },
});

test('an image whose layer the registry has lost', () => {
  const { text, steps } = finding('blob-missing-on-storage', damage('layer'), installation());
  expect(text).toContain(
    '`shop/reports:2026.10` cannot be pulled whole: its blob `sha256:e7dddddddddd…` is gone',
  );
  expect(steps('en').join('\n')).toContain(`blobs/sha256/e7/${BLOB.slice(7)}/data`);
});

test('near miss: its manifest is gone, so nothing tells of its layers', () => {
  expect(outcome('blob-missing-on-storage', damage('manifest'), installation())).toBe('pass');
});

test('whole images pass', () => {
  const whole = { 'damaged-images': { repositories: 3, of: 3, artifacts: 4, damaged: [] } };
  expect(outcome('blob-missing-on-storage', whole, installation())).toBe('pass');
});
