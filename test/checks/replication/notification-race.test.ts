import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, SYNC } from '../sync-facts.ts';

tellsLine('notification-race', {
  shows: 'pull manifest from local registry failed404 tag unknown, tag=xxx.',
  near: 'tag v1 pushed',
});

const SAYS = 'pull manifest from local registry failed404 tag unknown, tag=1.8.1.';
const artifact = (now: 'there' | 'absent' | 'unknown') => ({
  project: 'shop',
  repository: 'cart',
  tag: '1.8.1',
  now,
  says: now === 'there' ? '200 OK: sha256:9f2c' : '404 NOT_FOUND',
});
const facts = (now: 'there' | 'absent' | 'unknown', line = SAYS) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  'source-artifact': artifact(now),
});

test('not there then, there now', () => {
  expect(finding('notification-race', facts('there'), SYNC).text).toContain(
    '`shop/cart:1.8.1`, which is there now',
  );
});

test('gone now is another cause', () => {
  expect(outcome('notification-race', facts('absent'), SYNC)).toBe('pass');
});

test('near miss: another error about a tag that is there', () => {
  expect(outcome('notification-race', facts('there', 'http status code: 500'), SYNC)).toBe('pass');
});
