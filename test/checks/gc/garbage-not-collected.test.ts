import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'garbage-not-collected';
const run = (id: number, dryRun: boolean, createdAt: string, over: object = {}) => ({
  id,
  state: 'success',
  dryRun,
  createdAt,
  updatedAt: null,
  freed: 734_003_200,
  blobs: 61,
  manifests: 12,
  ...over,
});
const facts = (...runs: readonly object[]) => ({ collections: { runs, schedule: null, failedLog: null } });
const DRY = run(8, true, '2026-01-01T00:00:00Z');

test('a dry run found what nobody has taken', () => {
  const { text, evidence } = finding(ID, facts(DRY, run(7, false, '2025-12-01T00:00:00Z')), installation());
  expect(text).toMatch(
    /^A garbage collection would free 700 MiB \(61 blobs, 12 manifests\), by a dry run .* ago/,
  );
  expect(evidence[0]?.says).toContain('dry run 8 of 2026-01-01T00:00:00Z: 734003200 bytes');
});

test('passes: a real one came after it, one runs now, or it is not worth it', () => {
  expect(outcome(ID, facts(run(9, false, '2026-01-02T00:00:00Z'), DRY), installation())).toBe('pass');
  const running = run(9, false, '2026-01-02T00:00:00Z', { state: 'running', freed: null });
  expect(outcome(ID, facts(running, DRY), installation())).toBe('pass');
  expect(outcome(ID, facts({ ...DRY, freed: 1_048_576 }), installation())).toBe('pass');
});

test('near miss: a real one after it failed, and what the dry run found is still there', () => {
  const failed = run(9, false, '2026-01-02T00:00:00Z', { state: 'error', freed: null });
  expect(outcome(ID, facts(failed, DRY), installation())).toBe('fail');
});
