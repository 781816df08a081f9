import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { executions, log, SYNC } from '../sync-facts.ts';

const SAYS = 'pull manifest from local registry failed404 tag unknown, tag=1.8.1.';
const artifact = (now: 'there' | 'absent' | 'unknown') => ({
  project: 'shop',
  repository: 'cart',
  tag: '1.8.1',
  now,
  says: now === 'there' ? '200 OK: sha256:9f2c' : '404 NOT_FOUND',
});
const facts = (now: 'there' | 'absent' | 'unknown', line = SAYS, deletion: object | null = null) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  'source-artifact': artifact(now),
  'artifact-deletion': { entry: deletion },
});

test('somebody deleted it, and the audit log tells who', () => {
  const deletion = {
    at: '2026-03-01T00:59:00Z',
    who: 'ada',
    operation: 'delete',
    kind: 'tag',
    resource: 'shop/cart:1.8.1',
  };
  const { text, evidence } = finding('source-tag-deleted', facts('absent', SAYS, deletion), SYNC);
  expect(text).toContain('(`ada` deleted it)');
  expect(evidence[2]).toMatchObject({ source: 'audit log', says: 'ada delete shop/cart:1.8.1' });
});

test('there now passes', () => {
  expect(outcome('source-tag-deleted', facts('there'), SYNC)).toBe('pass');
});

test('near miss: Harbor did not tell whether it is there', () => {
  expect(outcome('source-tag-deleted', facts('unknown'), SYNC)).toBe('pass');
});
