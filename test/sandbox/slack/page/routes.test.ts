/** The page is bundled here and asks no other host for anything. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxSlack, startSlack } from '../../../../src/sandbox/slack/server.ts';
import { KEYS } from '../setup.ts';

let slack: SandboxSlack;
beforeAll(async () => {
  slack = await startSlack({
    ...KEYS,
    extraRoutes: async (_, response, url) => {
      if (url.pathname !== '/sandbox/faults') return false;
      response.end('[]');
      return true;
    },
  });
});
afterAll(() => slack.stop());

const get = (path: string): Promise<Response> => fetch(new URL(path, slack.url));

test.each([
  ['/', 'text/html'],
  ['/archives/C0SHOP0001/p1700000000000100', 'text/html'],
  ['/page.js', 'text/javascript'],
  ['/page.css', 'text/css'],
])('%s is %s', async (path, type) => {
  const response = await get(path);
  expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
});

test('nothing is loaded from elsewhere', async () => {
  const html = await (await get('/')).text();
  const css = await (await get('/page.css')).text();
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(css).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//);
});

test('routes of the demo come first, and what is nowhere says what there is', async () => {
  expect(await (await get('/sandbox/faults')).json()).toEqual([]);
  const nowhere = await get('/sandbox/heal');
  expect(nowhere.status).toBe(404);
  expect(await nowhere.json()).toMatchObject({ says: expect.stringContaining('POST /sandbox/command') });
});

test('a change is streamed as it happens', async () => {
  const response = await get('/sandbox/stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('the stream has no body');
  let heard = '';
  const body = JSON.stringify({ user: 'rosa', channel: 'random', text: 'hello' });
  await fetch(new URL('/sandbox/message', slack.url), { method: 'POST', body });
  while (!heard.includes('data: ')) heard += (await reader.read()).value ?? '';
  await reader.cancel();
  const event: unknown = JSON.parse(/data: (.*)/.exec(heard)?.[1] ?? '');
  expect(event).toMatchObject({ kind: 'posted', message: { text: 'hello', channel: 'C0RANDOM01' } });
});
