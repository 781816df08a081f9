import { expect, test } from 'vitest';
import { isLoopback } from '../../src/engine/loopback.ts';

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each(['localhost.acme.test', '127.acme.test', '128.0.0.1', '::2', ''])('%s is another', (host) => {
  expect(isLoopback(host)).toBe(false);
});
