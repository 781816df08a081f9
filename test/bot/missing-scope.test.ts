import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellMissingScope } from '../../src/bot/missing-scope.ts';
import { CountedClient } from '../../src/bot/slack-client.ts';
import { createLogger } from '../../src/log.ts';

let server: Server;
/** What Slack answers to every call. */
let answer: object;
beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

function stage() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const options = { slackApiUrl, retryConfig: { retries: 0 } };
  return { lines, client: new CountedClient('xoxb-planted', options, tellMissingScope(log)) };
}

test('the scope, the method and what to do are said once for each method', async () => {
  answer = { ok: false, error: 'missing_scope', needed: 'usergroups:read', provided: 'chat:write,commands' };
  const { lines, client } = stage();
  for (let times = 0; times < 3; times += 1)
    await expect(client.usergroups.users.list({ usergroup: 'S1' })).rejects.toThrow(/missing_scope/);
  expect(lines).toMatchObject([
    {
      level: 'error',
      method: 'usergroups.users.list',
      needed: 'usergroups:read',
      provided: 'chat:write,commands',
      without: ['approvers who are named by their user group'],
      msg: expect.stringMatching(
        /^Slack refuses usergroups\.users\.list: missing_scope\. Add `usergroups:read` .* install the app again\.$/,
      ),
    },
  ]);
  answer = { ok: false, error: 'missing_scope', needed: 'channels:history,groups:history' };
  await expect(client.conversations.history({ channel: 'C1' })).rejects.toThrow();
  expect(lines[1]).toMatchObject({ msg: expect.stringContaining('`channels:history` or `groups:history`') });
  expect(lines).toHaveLength(2);
});

test('where Slack does not name the scope, who does is named', async () => {
  answer = { ok: false, error: 'missing_scope' };
  const { lines, client } = stage();
  await expect(client.auth.test()).rejects.toThrow();
  expect(lines).toMatchObject([{ needed: null, msg: expect.stringContaining('registry-medic doctor') }]);
});

test('near miss: another refusal is no missing scope', async () => {
  answer = { ok: false, error: 'not_in_channel' };
  const { lines, client } = stage();
  await expect(client.conversations.history({ channel: 'C1' })).rejects.toThrow();
  expect(lines).toEqual([]);
});
