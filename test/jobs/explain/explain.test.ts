import { expect, test } from 'vitest';
import { explain } from '../../../src/jobs/explain/explain.ts';
import { ReplyRecord } from '../../../src/store/reply-record.ts';
import { allChecks } from '../../checks/all-checks.ts';

const asked = (text: string) => {
  const reply = explain({ kind: 'explain', text }, allChecks, () => new Date('2026-11-21T02:00:00Z'));
  if (reply.kind !== 'verdict') throw new Error('no verdict');
  return reply;
};

test('sure words are likely, quoted, and what they name can be looked at', () => {
  const image = 'harbor.acme.test/shop/cart:1.8.2';
  const { verdict, look } = asked(
    `pod="shop/cart-0" Failed to pull image "${image}": failed to do request: Head "https://harbor.acme.test/v2/": x509: certificate signed by unknown authority`,
  );
  expect(verdict.cause).toMatchObject({ id: 'tls-unknown-authority', confidence: 'likely' });
  expect(verdict.headline).toMatch(/^Probably .*judging by the text alone\.$/);
  expect(verdict.cause?.evidence[0]?.says).toContain('x509');
  expect(verdict.subject).toEqual({ kind: 'image', name: image });
  expect(look).toEqual([
    { label: 'shop/cart-0', question: { kind: 'pull', namespace: 'shop', workload: 'pod', what: 'cart-0' } },
    { label: image, question: { kind: 'pull', what: image } },
  ]);
});

test('words that could mean else say so and name the others', () => {
  const { verdict } = asked('unauthorized: authentication required');
  expect(verdict.headline).toMatch(/^Possibly .*cannot tell\.$/);
  expect(verdict.cause?.alternatives).toContain('secret-missing');
  expect(verdict.subject).toEqual({ kind: 'text', name: 'unauthorized: authentication required' });
});

test('other errors of the same text are named', () => {
  const { verdict } = asked('toomanyrequests: slow down\nno space left on device');
  expect([verdict.cause?.id, ...verdict.also.map(({ id }) => id)].sort()).toEqual([
    'node-disk-full',
    'rate-limited',
  ]);
});

test('words that name no cause are not guessed at', () => {
  const { verdict, look } = asked('hello there');
  expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
  expect(verdict.next.join(' ')).toContain('kubectl describe pod');
  expect(look).toEqual([]);
});

test('the answer survives being kept', () => {
  const reply = asked('Failed to pull image "quay.io/a/b:1": EOF');
  expect(ReplyRecord.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
});
