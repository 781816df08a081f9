import { expect, test } from 'vitest';
import { explainJsonl, explainLine } from '../../../src/engine/text/jsonl.ts';
import { allChecks } from '../../checks/all-checks.ts';

const explain = (line: string): Record<string, unknown> => JSON.parse(explainLine(line, allChecks));

test('a message gets its cause, confidence and alternatives', () => {
  const line = JSON.stringify({
    id: 'a',
    message: 'x509: certificate signed by unknown authority',
    op: 'pull',
  });
  expect(explain(line)).toEqual({
    id: 'a',
    cause: 'tls-unknown-authority',
    confidence: 'likely',
    alternatives: [],
  });
});

test('an ambiguous message says so', () => {
  const answer = explain(JSON.stringify({ id: 1, message: 'unauthorized: authentication required' }));
  expect(answer).toMatchObject({ id: 1, cause: 'credentials-missing', confidence: 'possible' });
  expect(answer['alternatives']).toContain('secret-missing');
});

test('a message that names no trouble has no cause', () => {
  expect(explain('{"id":"x","message":"Back-off pulling image \\"nginx\\""}')).toMatchObject({
    cause: null,
    alternatives: [],
  });
});

test('extra, null and odd fields do no harm', () => {
  const line = JSON.stringify({
    id: 'a',
    message: 'pull QPS exceeded',
    op: 'scan',
    runtime: null,
    more: { x: 1 },
  });
  expect(explain(line)).toMatchObject({ cause: 'node-pull-throttled' });
});

const WRITE = 'write {"id": "…", "message": "…"}';

test.each<[string, string | number | null, string]>([
  ['{', null, `this line is not JSON; ${WRITE}`],
  ['[]', null, `this line is a list, not an object; ${WRITE}`],
  ['"text"', null, `this line is text, not an object; ${WRITE}`],
  ['null', null, `this line is null, not an object; ${WRITE}`],
  ['{"id":"a"}', 'a', '"message" is missing; it must be the error as text'],
  ['{"id":4,"message":7}', 4, '"message" must be the error as text, not a number'],
  ['{"message":"x"}', null, '"id" is missing; it must be text or a number, to tell the answers apart'],
  ['{"id":"a","message":"x","runtime":{}}', 'a', '"runtime" must be text, or left out, not an object'],
  [
    '{"id":true,"message":null}',
    null,
    '"id" must be text or a number, to tell the answers apart, not true or false; "message" must be the error as text, not null',
  ],
])('the bad line %s gets an error object of its own, which says what to write', (line, id, error) => {
  expect(explain(line)).toEqual({ id, cause: null, error });
});

test('lines come out in the order they went in, bad ones in their place, blank ones not at all', async () => {
  async function* input() {
    yield '{"id":1,"message":"pull QPS exceeded"}';
    yield '';
    yield 'nonsense';
    yield '{"id":3,"message":"no space left on device"}';
  }
  const out: string[] = [];
  await explainJsonl(input(), (line) => void out.push(line), allChecks);
  expect(out.every((line) => line.endsWith('}\n'))).toBe(true);
  expect(out.map((line) => JSON.parse(line)).map(({ id, cause }) => [id, cause])).toEqual([
    [1, 'node-pull-throttled'],
    [null, null],
    [3, 'node-disk-full'],
  ]);
});
