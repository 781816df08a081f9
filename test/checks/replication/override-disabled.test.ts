import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { log, policy, SYNC } from '../sync-facts.ts';

tellsLine('override-disabled', {
  shows:
    'the same name artifact library/nginx:1.25 exists on the destination registry, but the "override" is set to false, skip',
  near: 'override',
});

const SAYS =
  'the same name artifact shop/cart:1.8.1 exists on the destination registry, but the "override" is set to false, skip';
const facts = (override: boolean, line: string) => ({
  'replication-policy': policy({ override }),
  'replication-task-log': log(line),
});

test('a tag that is there with other content', () => {
  expect(finding('override-disabled', facts(false, SAYS), SYNC).text).toContain('`shop/cart:1.8.1`');
});

test('a copy that was made passes', () => {
  expect(outcome('override-disabled', facts(false, 'copy completed'), SYNC)).toBe('pass');
});

test('near miss: override was switched on since', () => {
  expect(outcome('override-disabled', facts(true, SAYS), SYNC)).toBe('pass');
});
