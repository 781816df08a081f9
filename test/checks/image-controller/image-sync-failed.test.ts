import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { controllerLog, DONE, IMAGE_SYNC, imageSync, SYNCING } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('image-sync-failed', {
  shows: '同步失败',
  near: 'syncStatus: Success',
});

test('failed, with what the controller says of it', () => {
  const logs = controllerLog('sync production/models: boom', 'sync production/models-2: other');
  const { evidence, ...found } = finding(
    'image-sync-failed',
    { 'image-sync': imageSync(), 'component-logs': logs },
    IMAGE_SYNC,
  );
  expect(evidence.map(({ says }) => says)).toEqual([
    expect.stringContaining('syncStatus Failed'),
    'sync production/models: boom',
  ]);
  expect(found.steps('en').join(' ')).toContain('annotate repository models theriseunion.io/manual-sync');
});

test('done passes', () => {
  expect(outcome('image-sync-failed', { 'image-sync': imageSync(DONE) }, IMAGE_SYNC)).toBe('pass');
});

test('near miss: it is syncing anew', () => {
  expect(outcome('image-sync-failed', { 'image-sync': imageSync(SYNCING) }, IMAGE_SYNC)).toBe('pass');
});
