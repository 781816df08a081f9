import { expect, test } from 'vitest';
import type { Answer } from '../../../src/engine/answer.ts';
import type { Case } from '../../../src/engine/case.ts';
import { holds } from '../../../src/jobs/details/holds.ts';
import type { LayersFact } from '../../../src/probes/layers.ts';
import { node } from '../../checks/facts.ts';
import { AT, PULL } from '../../checks/given.ts';

const LAYERS: LayersFact = {
  asked: 8,
  of: 8,
  bytes: 41_300_000,
  missing: [],
  config: { os: 'linux', arch: 'arm64', variant: null },
  corrupt: null,
};

function linesOf(layers: Partial<LayersFact> | null, arch = 'arm64'): readonly string[] {
  const facts = { node: node({ arch }), ...(layers ? { layers: { ...LAYERS, ...layers } } : {}) };
  const answers = Object.entries(facts).map(([id, fact]): [string, Answer<unknown>] => [
    id,
    { state: 'known', fact, at: AT, ms: 1 },
  ]);
  const quiet = { results: [], said: [], text: null, textEvidence: null, failing: true, node: 'worker-3' };
  const theCase: Case = { pull: PULL, answers: new Map(answers), ...quiet };
  return holds([theCase, theCase], 'en')?.lines ?? [];
}

test('blobs and size, once for the same image', () => {
  expect(linesOf({})).toEqual(['`harbor.acme.test/shop/cart:1.8.2`: all 8 blobs are there, 41 MB']);
});

test('how many blobs are lost', () => {
  const missing = [{ digest: 'sha256:1', status: 404, says: '404' }];
  expect(linesOf({ missing, bytes: 2_340_000_000 })[0]).toContain('7 of 8 blobs are there, of 2.3 GB in all');
});

test('an image for another machine is pulled, and then does not run', () => {
  expect(linesOf({}, 'amd64')[1]).toContain(
    'built for `linux/arm64` alone and node `worker-3` is `linux/amd64`',
  );
  expect(linesOf({}, 'amd64')[1]).toContain('exec format error');
});

test('nothing is said where no layer was asked for', () => {
  expect(linesOf(null)).toEqual([]);
});
