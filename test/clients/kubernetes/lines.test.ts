import { expect, test } from 'vitest';
import { linesOf } from '../../../src/clients/kubernetes/lines.ts';

async function lines(chunks: readonly Uint8Array[], limit = 100): Promise<readonly string[]> {
  async function* body() {
    yield* chunks;
  }
  return Array.fromAsync(linesOf(body(), limit));
}

const bytes = (text: string): Buffer => Buffer.from(text);

test('lines across chunks, the last one without an end', async () => {
  expect(await lines([bytes('on'), bytes('e\ntwo\r\n\nthr'), bytes('ee')])).toEqual([
    'one',
    'two',
    '',
    'three',
  ]);
  expect(await lines([])).toEqual([]);
  expect(await lines([bytes('one\n')])).toEqual(['one']);
});

test('a character of several bytes split at every place', async () => {
  const whole = bytes('错误 🚢\nok');
  for (let at = 0; at <= whole.length; at += 1) {
    expect(await lines([whole.subarray(0, at), whole.subarray(at)])).toEqual(['错误 🚢', 'ok']);
  }
});

test('a line beyond the limit is cut, within one chunk and over many', async () => {
  const long = 'x'.repeat(250);
  const cut = `${'x'.repeat(100)}…`;
  expect(await lines([bytes(`${long}\nok\n${long}`)])).toEqual([cut, 'ok', cut]);
  const slices = Array.from({ length: 25 }, () => bytes('x'.repeat(10)));
  expect(await lines([...slices, bytes('\nok')])).toEqual([cut, 'ok']);
  expect(await lines([bytes('x'.repeat(100)), bytes('\nok')])).toEqual(['x'.repeat(100), 'ok']);
});
