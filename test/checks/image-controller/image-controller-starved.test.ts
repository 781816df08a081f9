import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC } from '../image-sync-facts.ts';

const MIB = 1_048_576;
const usage = (memory: number | null, cpu: number | null = 0.06) => ({
  'controller-usage': [
    {
      pod: 'image-controller-0',
      container: 'controller',
      deployment: 'image-controller',
      memory: { used: memory, limit: 256 * MIB },
      cpu: { used: cpu, limit: 0.25 },
    },
  ],
});

test('memory at 98 % of its limit', () => {
  const { text, ...found } = finding('image-controller-starved', usage(251 * MIB), IMAGE_SYNC);
  expect(text).toContain('98 % of its memory limit');
  expect(found.steps('en')[1]).toContain('kubectl -n edge-system set resources deployment image-controller');
});

test('well below passes', () => {
  expect(outcome('image-controller-starved', usage(180 * MIB), IMAGE_SYNC)).toBe('pass');
});

test('near miss: not measured is not full', () => {
  expect(outcome('image-controller-starved', usage(null, null), IMAGE_SYNC)).toBe('pass');
});
