import { expect, test } from 'vitest';
import { goDurationMs } from '../../src/engine/go-duration.ts';

test.each([
  ['843ms', 843],
  ['2.5s', 2_500],
  ['1m2.345s', 62_345],
  ['1h2m3s', 3_723_000],
  ['0s', 0],
  ['500µs', 0.5],
  ['', null],
  ['fast', null],
  ['3 s', null],
  ['3s later', null],
])('%s', (text, ms) => {
  const got = goDurationMs(text);
  if (ms === null) expect(got).toBeNull();
  else expect(got).toBeCloseTo(ms, 6);
});
