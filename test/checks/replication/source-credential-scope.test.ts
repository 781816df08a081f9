import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { coreLog, execution, executions, policy, SYNC } from '../sync-facts.ts';

tellsLine('source-credential-scope', {
  shows:
    '2019-09-28T01:56:24Z [ERROR] [/common/utils/passports.go:109]: List tags for repo \'somename/ffmpeg-docker\' error: http error: code 401, message {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"somename/ffmpeg-docker","Action":"pull"}]}]}',
  near: 'List tags for repo ok',
});

const facts = (status: number) => ({
  'replication-policy': policy({ direction: 'pull', endpoint: { ...policy().endpoint, type: 'gitlab' } }),
  'replication-executions': executions(execution({ says: 'failed to fetch image', total: 0 })),
  'component-logs': coreLog(
    `List tags for repo 'group/app' error: http error: code ${status}, message UNAUTHORIZED`,
  ),
});

test('the token of GitLab lacks a scope', () => {
  const { text, ...found } = finding('source-credential-scope', facts(401), SYNC);
  expect(text).toContain('`group/app` (401)');
  expect(found.steps('en')[0]).toContain('read_registry');
});

test('a source that errs passes', () => {
  expect(outcome('source-credential-scope', facts(500), SYNC)).toBe('pass');
});

test('near miss: not found is no refusal', () => {
  expect(outcome('source-credential-scope', facts(404), SYNC)).toBe('pass');
});
