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

test.each(['{', '[]', '"text"', 'null', '{"id":"a"}', '{"id":"a","message":7}', '{"message":"x"}'])(
  'the bad line %s gets an error object of its own',
  (line) => {
    const answer = explain(line);
    expect(answer['cause']).toBeNull();
    expect(answer['error']).toEqual(expect.any(String));
  },
);

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
