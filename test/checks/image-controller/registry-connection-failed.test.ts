import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC, source } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('registry-connection-failed', {
  shows: '连接失败',
  near: '连接成功',
});

test.each(['Failed', '连接失败'])('the controller marks it %s', (verifyStatus) => {
  const { text, evidence } = finding(
    'registry-connection-failed',
    { 'image-source': source({ verifyStatus }) },
    IMAGE_SYNC,
  );
  expect(text).toContain('`harbor` (`harbor.acme.test`) as not connected; it logs in as `sync`');
  expect(evidence[0].says).toBe(`theriseunion.io/verify-status: ${verifyStatus}`);
});

test('connected passes', () => {
  expect(outcome('registry-connection-failed', { 'image-source': source() }, IMAGE_SYNC)).toBe('pass');
});

test('near miss: never tested is not failed', () => {
  expect(
    outcome('registry-connection-failed', { 'image-source': source({ verifyStatus: null }) }, IMAGE_SYNC),
  ).toBe('pass');
});
