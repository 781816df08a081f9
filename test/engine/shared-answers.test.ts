import { expect, test } from 'vitest';
import type { HttpEnding, HttpQuestion, NetworkAsker } from '../../src/engine/registry.ts';
import { shareAnswers } from '../../src/engine/shared-answers.ts';

function counted() {
  const asked: string[] = [];
  const answer: HttpEnding = { ended: 'answered', status: 200, headers: {}, body: '', truncated: false };
  const network: NetworkAsker = {
    resolver: 'none',
    settings: ({ host }) => ({ host, kind: 'other', plainHttp: false, hasLogin: false }),
    ownLogin: () => null,
    lookup: async (host) => {
      asked.push(`lookup ${host}`);
      return { ended: 'found', addresses: ['10.0.0.1'] };
    },
    dial: async (address, port) => {
      asked.push(`dial ${address} ${port}`);
      return { ended: 'open' };
    },
    handshake: async ({ host }) => {
      asked.push(`handshake ${host}`);
      return { ended: 'failed', says: 'x' };
    },
    http: async ({ url }) => {
      asked.push(url);
      return answer;
    },
  };
  return { asked, shared: shareAnswers(network) };
}

const get = (url: string, more: Partial<HttpQuestion> = {}): HttpQuestion => ({
  method: 'GET',
  url,
  ...more,
});

test('what concerns the registry as a whole is asked once, however many ask', async () => {
  const { asked, shared } = counted();
  const endpoint = { host: 'a.acme.test', port: 443 };
  for (let times = 0; times < 3; times += 1) {
    await Promise.all([
      shared.lookup('a.acme.test'),
      shared.dial('10.0.0.1', 443),
      shared.handshake(endpoint),
    ]);
    await shared.http(get('https://a.acme.test/v2/'));
  }
  expect(asked).toEqual([
    'lookup a.acme.test',
    'dial 10.0.0.1 443',
    'handshake a.acme.test',
    'https://a.acme.test/v2/',
  ]);
});

test('another login is another question', async () => {
  const { asked, shared } = counted();
  const url = 'https://a.acme.test/token?scope=x';
  await shared.http(get(url, { login: { username: 'ci', password: 'one' } }));
  await shared.http(get(url, { login: { username: 'ci', password: 'two' } }));
  await shared.http(get(url));
  expect(asked).toHaveLength(3);
});

test('what concerns one repository is asked each time', async () => {
  const { asked, shared } = counted();
  for (let times = 0; times < 2; times += 1)
    await shared.http(get('https://a.acme.test/v2/shop/cart/manifests/1'));
  expect(asked).toHaveLength(2);
});
