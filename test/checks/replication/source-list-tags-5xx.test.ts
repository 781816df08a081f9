import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { coreLog, execution, executions, SYNC } from '../sync-facts.ts';

tellsLine('source-list-tags-5xx', {
  shows:
    "2020-05-17T15:32:52Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'ai-cloud/quay.io/coreos/kube-state-metrics' error: http error: code 500, message ",
  near: 'List tags for repo ok',
});

const FETCH = 'failed to fetch image: FetchImages error when collect tags for repos';
const SAYS = "List tags for repo 'ai/state-metrics' error: http error: code 500, message ";
const facts = (line: string, more: object = {}) => ({
  'replication-executions': executions(execution({ says: FETCH, total: 0 })),
  'component-logs': coreLog(line),
  ...more,
});
const tags = { repository: 'ai/state-metrics', status: 200, says: '200 OK', tags: 5_210, ms: 4_200 };

test('many tags; listed alone it works', () => {
  const { text, evidence, ...found } = finding(
    'source-list-tags-5xx',
    facts(SAYS, { 'source-tags': tags }),
    SYNC,
  );
  expect(text).toContain('answers 500 when the tags of `ai/state-metrics` are listed (it has 5210)');
  expect(text).toContain('listed alone it answers');
  expect(evidence[2]?.says).toBe('200 OK, 5210 tags, 4200 ms');
  expect(found.steps('en').join(' ')).toContain('has 5210 tags');
});

test('a listing that was refused passes', () => {
  expect(outcome('source-list-tags-5xx', facts(SAYS.replace('500', '401')), SYNC)).toBe('pass');
});

test('near miss: core wrote it long before this execution', () => {
  const earlier = coreLog(SAYS);
  const lines = [{ at: null, text: `2026-02-27T01:00:00Z [ERROR] [/core/main.go:1]: ${SAYS}` }];
  const logs = { ...earlier, logs: [{ ...earlier.logs[0], lines }] };
  expect(outcome('source-list-tags-5xx', { ...facts(SAYS), 'component-logs': logs }, SYNC)).toBe('pass');
});
