import { expect, test } from 'vitest';
import type { Case } from '../../../src/engine/case.ts';
import { timeSpent } from '../../../src/jobs/slow/contributors.ts';
import { slowVerdict } from '../../../src/jobs/slow/slow-verdict.ts';
import { checkOf } from '../../checks/all-checks.ts';
import { ANONYMOUS, foundBy, node, reference } from '../../checks/facts.ts';
import { AT, PULL } from '../../checks/given.ts';

const MB = 1_000_000;
const layer = (size: number) => ({ digest: `sha256:${size}`, size, kind: 'layer', mediaType: '' }) as const;
const manifest = foundBy(ANONYMOUS, { blobs: [layer(300 * MB), layer(100 * MB)] });
/** 10 MB/s. */
const download = {
  digest: 'x',
  size: 1,
  latencyMs: 40,
  sample: { bytes: MB, ms: 100 },
  storage: 's3.acme.test',
  says: '',
};
const told = (pullMs: number, totalMs: number) => ({
  last: { at: AT, pullMs, totalMs, bytes: 400 * MB, says: 'Successfully pulled image' },
  pullingSince: null,
  throttled: null,
});

function caseOf(facts: Readonly<Record<string, unknown>>): Case {
  const answers = new Map(
    Object.entries(facts).map(([id, fact]) => [id, { state: 'known' as const, fact, at: AT, ms: 5 }]),
  );
  return {
    pull: PULL,
    answers,
    results: [],
    said: [],
    text: null,
    textEvidence: null,
    failing: false,
    node: 'worker-3',
  };
}

function verdictOf(facts: Readonly<Record<string, unknown>>) {
  const subject = { kind: 'pod', cluster: 'prod', namespace: 'shop', name: 'cart-0' } as const;
  const input = {
    subject,
    theCase: caseOf(facts),
    proxies: null,
    check: checkOf('pull-too-slow'),
    couldNotLook: [],
    ruledOut: [],
  };
  return slowVerdict({ ...input, at: AT, ms: 1 }, 'en');
}

test('mostly waiting for other pulls of the node', () => {
  const verdict = verdictOf({ 'pull-times': told(45_000, 180_000), manifest, download });
  expect(verdict).toMatchObject({
    outcome: 'found',
    cause: { id: 'pull-too-slow', confidence: 'confirmed' },
  });
  expect(verdict.headline).toContain('took 3 min 0 s; the biggest part: 2 min 15 s waiting for other pulls');
  expect(verdict.cause?.steps.join(' ')).toContain('serializeImagePulls');
});

test('mostly bytes', () => {
  const parts = timeSpent(caseOf({ 'pull-times': told(50_000, 50_000), manifest, download }), AT)?.parts;
  expect(parts?.map(({ kind }) => kind)).toEqual(['transfer', 'node']);
  // The registry's 5 ms are too little to be a part, and not the node's.
  expect(parts?.map(({ ms }) => ms)).toEqual([40_000, 9_995]);
});

test('mostly the node itself: it took longer than the bytes need', () => {
  const verdict = verdictOf({
    'pull-times': told(200_000, 200_000),
    manifest,
    download,
    node: node({ diskPressure: true }),
    reference,
  });
  expect(verdict.cause?.evidence.map(({ says }) => says).join(' ')).toContain('on the node beyond that');
  expect(verdict.headline).toContain('2 min 40 s on the node');
  expect(verdict.details[0]?.lines).toEqual([
    '381.5 MiB in 2 layers; the largest: layer 1 286.1 MiB, layer 2 95.4 MiB',
    'from here 9.5 MiB/s for the first part of the largest layer; a HEAD of it takes 40 ms',
    'the layers come from `s3.acme.test`, not from `harbor.acme.test`: the node’s way there counts',
    'answers: manifest 5 ms',
    'node `worker-3` reports disk pressure: pulls wait while images are cleared away',
  ]);
});

test('what is not slow is said to be fine', () => {
  const verdict = verdictOf({ 'pull-times': told(2_000, 2_500), manifest, download });
  expect(verdict).toMatchObject({ outcome: 'healthy', cause: null });
  expect(verdict.headline).toBe(
    'The pull of `harbor.acme.test/shop/cart:1.8.2` is not slow: the last one took 2.5 s.',
  );
});

test('a pull under way for long', () => {
  const times = { last: null, pullingSince: '2026-03-01T02:55:00.000Z', throttled: null };
  expect(verdictOf({ 'pull-times': times, manifest, download }).headline).toContain(
    'has been pulled for 5 min 0 s',
  );
});

test('an image nobody pulled is only reckoned', () => {
  expect(verdictOf({ manifest, download })).toMatchObject({ cause: { confidence: 'likely' } });
});

test('nothing known is no verdict', () => {
  expect(verdictOf({})).toMatchObject({ outcome: 'unclear', cause: null });
});
