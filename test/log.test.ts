import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger, type Logger, withRequest } from '../src/log.ts';

function logged(write: (log: Logger) => void): string {
  const sink = new PassThrough();
  write(createLogger('info', sink));
  return String(sink.read() ?? '');
}

test('every line of a request carries its id, however deep, and no other line does', async () => {
  const sink = new PassThrough();
  const log = createLogger('info', sink);
  await withRequest('req-1', async () => {
    await Promise.resolve();
    log.child({ part: 'deep' }).info('inside');
  });
  log.info('outside');
  const lines = String(sink.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ level: 'info', requestId: 'req-1', part: 'deep', msg: 'inside' });
  expect(lines[1]).not.toHaveProperty('requestId');
});

test.each([
  ['a key', { headers: { Authorization: 'hunter2', cookie: 'hunter2' }, botToken: 'hunter2' }],
  ['a deep key', { a: { b: [{ password: 'hunter2' }] } }],
  ['a secret of Kubernetes', { data: { '.dockerconfigjson': 'hunter2', auth: 'hunter2' } }],
  ['an answer address', { response_url: 'https://hooks.slack.com/commands/T1/2/hunter2' }],
  ['an address with a login', { url: 'redis://:hunter2@redis:6379' }],
  ['a header in a sentence', { says: 'sent Bearer hunter2hunter2' }],
  [
    'an error and its cause',
    { err: new Error('GET https://bot:hunter2@acme.test', { cause: new Error('xoxb-hunter2') }) },
  ],
  ['a signed address', { says: 'https://s3.acme.test/x?X-Amz-Signature=hunter2&y=1' }],
])('%s is hidden', (_, fields) => {
  const line = logged((log) =>
    log.child({ password: 'hunter2' }).info(fields, 'with token=%s', 'xoxb-hunter2'),
  );
  expect(line).not.toContain('hunter2');
  expect(line).toContain('[hidden]');
});

test('what is no secret stays', () => {
  expect(logged((log) => log.info({ tag: '1.2', pod: 'cart-0' }, 'read'))).toContain(
    '"tag":"1.2","pod":"cart-0"',
  );
  expect(logged((log) => log.error({ err: new Error('boom') }, 'failed'))).toMatch(
    /"message":"boom","stack":"Error: boom/,
  );
});
