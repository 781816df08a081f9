import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { controllerLog, DONE, IMAGE_SYNC, imageSync } from '../image-sync-facts.ts';

const facts = (line: string, sync = {}) => ({
  'image-sync': imageSync(sync),
  'component-logs': controllerLog(line),
});
const SAYS = 'sync production/models: read tcp 10.1.2.3:443: connection reset by peer';

test('the line was cut in the middle', () => {
  expect(finding('image-transfer-cut', facts(SAYS), IMAGE_SYNC).text).toContain('was cut at 40 %');
});

test('another error passes', () => {
  expect(outcome('image-transfer-cut', facts('sync production/models: unauthorized'), IMAGE_SYNC)).toBe(
    'pass',
  );
});

test('near miss: another Repository’s line, and one that got through since', () => {
  expect(outcome('image-transfer-cut', facts(SAYS.replace('models', 'cart')), IMAGE_SYNC)).toBe('pass');
  expect(outcome('image-transfer-cut', facts(SAYS, DONE), IMAGE_SYNC)).toBe('pass');
});
