import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'collection-failed';
const run = (id: number, state: 'success' | 'error' | 'running', createdAt: string, dryRun = false) => ({
  id,
  state,
  dryRun,
  createdAt,
  updatedAt: null,
  freed: null,
  blobs: null,
  manifests: null,
});
const facts = (runs: readonly object[], failedLog: string | null = null) => ({
  collections: { runs, schedule: null, failedLog },
});

test('the newest failed: its log says why', () => {
  const log = 'start to delete\n[ERROR] s3aws: AccessDenied: Access Denied status code: 403\nexit';
  const { text, evidence, steps } = finding(
    ID,
    facts([run(7, 'error', '2026-03-01T02:00:00Z'), run(6, 'success', '2026-02-01T02:00:00Z')], log),
    installation(),
  );
  expect(text).toBe(
    'The last garbage collection (7, 2026-03-01 02:00 UTC) failed; the last good one was on 2026-02-01.',
  );
  expect(evidence[1]?.says).toContain('AccessDenied');
  expect(steps('en').join('\n')).toContain('https://harbor.acme.test/api/v2.0/system/gc/7/log');
});

test('a good one passes, and none at all', () => {
  expect(outcome(ID, facts([run(1, 'success', '2026-03-01T02:00:00Z')]), installation())).toBe('pass');
  expect(outcome(ID, facts([]), installation())).toBe('pass');
});

test('near miss: an older one failed, the newest did not', () => {
  const runs = [run(7, 'success', '2026-03-01T02:00:00Z'), run(6, 'error', '2026-02-01T02:00:00Z')];
  expect(outcome(ID, facts(runs), installation())).toBe('pass');
});
