import { expect, test } from 'vitest';
import { askFollowing } from '../../../src/engine/distribution/redirect.ts';
import type { HttpEnding, HttpQuestion } from '../../../src/engine/registry.ts';

const BEHALF = { host: 'registry.acme.test', port: 443 };
const QUESTION = {
  method: 'GET',
  url: 'https://registry.acme.test/a',
  behalf: BEHALF,
  bearer: 'token',
} as const;

/** A web of redirects: where each address leads; an address that leads nowhere answers 200. */
async function walk(web: Record<string, string>, elsewhere: 'once' | 'never') {
  const asked: HttpQuestion[] = [];
  const http = async (question: HttpQuestion): Promise<HttpEnding> => {
    asked.push(question);
    const location = web[question.url];
    const headers: Record<string, string> = location ? { location } : {};
    return { ended: 'answered', status: location ? 307 : 200, headers, body: '', truncated: false };
  };
  const { ending, url } = await askFollowing({ http }, QUESTION, elsewhere);
  const sent = asked.map((each) => [each.url, each.bearer ?? null]);
  return { status: ending.ended === 'answered' ? ending.status : null, url, sent };
}

test('on the same host the login goes along', async () => {
  const { sent, status } = await walk({ 'https://registry.acme.test/a': '/b' }, 'never');
  expect(status).toBe(200);
  expect(sent).toEqual([
    ['https://registry.acme.test/a', 'token'],
    ['https://registry.acme.test/b', 'token'],
  ]);
});

test('another host is asked without the login, once, and the way back is not taken', async () => {
  const web = {
    'https://registry.acme.test/a': 'https://storage.acme.test/x',
    'https://storage.acme.test/x': 'https://registry.acme.test/c',
  };
  const { sent, status } = await walk(web, 'once');
  expect(status).toBe(307);
  expect(sent).toEqual([
    ['https://registry.acme.test/a', 'token'],
    ['https://storage.acme.test/x', null],
  ]);
});

test.each([
  'https://storage.acme.test/x',
  'http://registry.acme.test/a',
  'https://registry.acme.test:8443/a',
])('never means never: %s is another host', async (location) => {
  const { sent, status } = await walk({ 'https://registry.acme.test/a': location }, 'never');
  expect(status).toBe(307);
  expect(sent).toHaveLength(1);
});

test('a circle ends', async () => {
  const { sent } = await walk({ 'https://registry.acme.test/a': '/a' }, 'once');
  expect(sent.length).toBeLessThan(6);
});

test('a redirect to what is not the web is an answer', async () => {
  expect(await walk({ 'https://registry.acme.test/a': 'file:///etc/passwd' }, 'once')).toMatchObject({
    status: 307,
  });
});
