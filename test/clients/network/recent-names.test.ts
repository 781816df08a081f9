import { expect, test } from 'vitest';
import { recentNames } from '../../../src/clients/network/recent-names.ts';
import type { Lookup } from '../../../src/engine/registry.ts';

function world() {
  let at = 0;
  let answer: Lookup = { ended: 'found', addresses: ['10.0.0.1'] };
  const asked: string[] = [];
  const resolver = {
    name: '10.0.0.10',
    lookup: async (host: string) => {
      asked.push(host);
      return answer;
    },
  };
  return {
    ...recentNames(resolver, () => at),
    asked,
    later(ms: number) {
      at += ms;
    },
    answers(next: Lookup) {
      answer = next;
    },
  };
}

test('connections use the addresses that were just found', async () => {
  const { fresh, recent, asked } = world();
  const found = await fresh.lookup('harbor.acme.test');
  expect(await recent.lookup('harbor.acme.test')).toEqual(found);
  expect(await recent.lookup('quay.acme.test')).toEqual(found);
  expect(asked).toEqual(['harbor.acme.test', 'quay.acme.test']);
});

test('whoever asks for the name gets a new answer, and connections follow it', async () => {
  const { fresh, recent, asked, answers } = world();
  await recent.lookup('harbor.acme.test');
  const moved: Lookup = { ended: 'found', addresses: ['10.0.0.2'] };
  answers(moved);
  expect(await fresh.lookup('harbor.acme.test')).toEqual(moved);
  expect(await recent.lookup('harbor.acme.test')).toEqual(moved);
  expect(asked).toHaveLength(2);
});

test('after two seconds it is asked again', async () => {
  const { recent, asked, later } = world();
  await recent.lookup('harbor.acme.test');
  later(1_999);
  await recent.lookup('harbor.acme.test');
  expect(asked).toHaveLength(1);
  later(1);
  await recent.lookup('harbor.acme.test');
  expect(asked).toHaveLength(2);
});

test('a failure is asked about again at once, and ends what was known', async () => {
  const { fresh, recent, asked, answers } = world();
  await fresh.lookup('harbor.acme.test');
  answers({ ended: 'failed', code: 'ENOTFOUND', says: 'no such host' });
  await fresh.lookup('harbor.acme.test');
  expect(await recent.lookup('harbor.acme.test')).toMatchObject({ ended: 'failed' });
  expect(asked).toHaveLength(3);
});
