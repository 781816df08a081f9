import { expect, test } from 'vitest';
import { DEFAULT_PORT, DemoUsageError, readOptions } from '../../../src/sandbox/demo/options.ts';

test('without words: for people, Socket Mode, the usual port', () => {
  expect(readOptions([])).toEqual({
    port: DEFAULT_PORT,
    portGiven: false,
    output: 'for-people',
    delivery: 'socket',
  });
});

test('each option is understood, help is none', () => {
  expect(readOptions(['--headless', '--http', '--port', '0'])).toEqual({
    port: 0,
    portGiven: true,
    output: 'for-scripts',
    delivery: 'http',
  });
  expect(readOptions(['--help'])).toBeNull();
});

test.each([
  [['--prot', '1'], "'--prot'"],
  [['--port', 'x'], '--port x: write a number'],
  [['--port', '65536'], 'from 0 to 65535'],
  [['--port'], "'--port <value>'"],
  [['now'], "'now'"],
])('%j is refused with what is wrong', (argv, says) => {
  expect(() => readOptions(argv)).toThrow(DemoUsageError);
  expect(() => readOptions(argv)).toThrow(says);
});
