import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { controllerLog, IMAGE_SYNC, imageSync } from '../image-sync-facts.ts';

const SAYS = 'sync production/models: context deadline exceeded after 10m0s';
const facts = (line: string, progress: number) => ({
  'image-sync': imageSync({ progress }),
  'component-logs': controllerLog(line),
});

test('half of it in ten minutes', () => {
  const { text, ...found } = finding('sync-timeout-too-short', facts(SAYS, 50), IMAGE_SYNC);
  expect(text).toContain('needs about 20 min');
  expect(found.steps('en')[0]).toContain('"syncTimeout":"30m","retryCount":5');
});

test('another error passes', () => {
  expect(
    outcome('sync-timeout-too-short', facts('sync production/models: unauthorized', 50), IMAGE_SYNC),
  ).toBe('pass');
});

test('near miss: nothing was copied and the source was not seen, so the deadline may be of the connection', () => {
  expect(outcome('sync-timeout-too-short', facts(SAYS, 0), IMAGE_SYNC)).toBe('pass');
});
