import { expect, test } from 'vitest';
import { matches, parseLabelSelector } from '../../../../src/sandbox/cluster/select/labels.ts';
import { StatusError } from '../../../../src/sandbox/cluster/status.ts';

const WEB = { app: 'web', tier: 'front' };

test.each([
  ['', true],
  ['app=web', true],
  ['app==web,tier!=front', false],
  ['app in (web, api)', true],
  ['app in (api),tier=front', false],
  ['app notin (api)', true],
  ['absent notin (x)', true],
  ['absent!=x', true],
  ['tier', true],
  ['!tier', false],
  ['!absent', true],
])('%s on a web pod: %s', (selector, expected) => {
  expect(parseLabelSelector(selector)(WEB)).toBe(expected);
});

test('refuses what it cannot read', () => {
  expect(() => parseLabelSelector('app in web')).toThrow(StatusError);
});

test('a workload’s selector needs all of its parts, and none selects nothing', () => {
  const matchExpressions = [{ key: 'tier', operator: 'In', values: ['front'] }];
  expect(matches({ matchLabels: { app: 'web' }, matchExpressions }, WEB)).toBe(true);
  expect(matches({ matchLabels: { app: 'api' }, matchExpressions }, WEB)).toBe(false);
  expect(matches(undefined, WEB)).toBe(false);
});
