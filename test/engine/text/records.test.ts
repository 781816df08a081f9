import { expect, test } from 'vitest';
import { createRecords } from '../../../src/engine/text/records.ts';

function recordsOf(text: string): readonly string[] {
  const records = createRecords();
  const ended = text.split('\n').map((line) => records.push({ at: null, text: line }));
  return [...ended, records.end()].flatMap((record) => (record === null ? [] : [record.text]));
}

test('a Go panic and its goroutines are one record, what begins with a time is another', () => {
  const log = [
    '2026-03-01T02:59:30Z [INFO] [/core/main.go:1]: starting',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation code=0x1]',
    '',
    'goroutine 1 [running]:',
    'main.main()',
    '\t/harbor/src/core/main.go:190 +0x1d',
    'exit status 2',
    '2026-03-01T02:59:31Z [INFO] [/core/main.go:1]: starting',
  ].join('\n');
  expect(recordsOf(log).map((record) => record.split('\n').length)).toEqual([1, 7, 1]);
});

test('a Java trace belongs to its error', () => {
  const log =
    '2026-03-01 ERROR failed\njava.lang.X: y\n\tat a.b(C.java:1)\nCaused by: z\n\t... 3 more\n2026-03-01 INFO ok';
  // `java.lang.X` could be anything; what follows belongs to it.
  expect(recordsOf(log)).toHaveLength(3);
});

test('a line that a terminal broke is one line again', () => {
  expect(recordsOf('time="x" level=error msg="pull:\nconnection refused"\ntime="y" level=info')).toEqual([
    'time="x" level=error msg="pull:\nconnection refused"'.replace('\n', ' '),
    'time="y" level=info',
  ]);
  expect(recordsOf('2026-03-01T02:59:30Z failed to upgrade schema, error:\n"file does not exist"')).toEqual([
    '2026-03-01T02:59:30Z failed to upgrade schema, error: "file does not exist"',
  ]);
});

test('near miss: plain lines one after the other stay apart', () => {
  expect(recordsOf('hello\nworld\n10.0.0.1 - - "GET /"')).toEqual(['hello', 'world', '10.0.0.1 - - "GET /"']);
});

test('who speaks is taken away from kubectl and compose', () => {
  expect(recordsOf('[pod/core-0/core] panic: x\nharbor-core  | 2026-03-01 INFO y')).toEqual([
    'panic: x',
    '2026-03-01 INFO y',
  ]);
});

test('a record has an end, however long the trace is', () => {
  const trace = ['panic: deep', ...Array.from({ length: 5_000 }, (_, at) => `\tframe ${at}`)].join('\n');
  const [first = ''] = recordsOf(trace);
  expect(first.length).toBeLessThan(17_000);
});
