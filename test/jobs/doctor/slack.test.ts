import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Environment } from '../../../src/config.ts';
import { examineSlack, NEEDED_SCOPES } from '../../../src/jobs/doctor/slack.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';

const ALL = Object.keys(NEEDED_SCOPES).join(',');
let scopes: string | null = ALL;
let root = '';
const server = createServer((request, response) => {
  const token = request.headers.authorization;
  const good = token === 'Bearer xoxb-good' || token === 'Bearer xapp-good';
  if (scopes !== null) response.setHeader('x-oauth-scopes', scopes);
  response.end(
    JSON.stringify(good ? { ok: true, team: 'Acme', user: 'medic' } : { ok: false, error: 'invalid_auth' }),
  );
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  root = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`;
});
afterAll(() => void server.close());

const examine = (env: Record<string, string>) =>
  examineSlack(Environment.parse({ SLACK_API_URL: root, ...env }));

test('good tokens with all scopes', async () => {
  scopes = ALL;
  expect(await examine({ SLACK_BOT_TOKEN: 'xoxb-good', SLACK_APP_TOKEN: 'xapp-good' })).toMatchObject([
    { state: 'ok', says: 'The bot is `medic` in `Acme`.' },
    { state: 'ok', says: 'All needed scopes are granted.' },
    { state: 'ok', says: 'Socket Mode opens.' },
  ]);
});

test('a missing scope says what it is for and how to add it', async () => {
  scopes = ALL.replace('chat:write,', '');
  const lines = await examine({ SLACK_BOT_TOKEN: 'xoxb-good', SLACK_APP_TOKEN: 'xapp-good' });
  expect(lines.filter((line) => line.state === 'wrong')).toEqual([
    {
      area: 'slack',
      state: 'wrong',
      says: 'The scope `chat:write` is missing, which is needed for every answer.',
      mend: expect.stringContaining('reinstall the app'),
    },
  ]);
});

test('scopes that Slack does not tell are a blind spot', async () => {
  scopes = null;
  const lines = await examine({ SLACK_BOT_TOKEN: 'xoxb-good', SLACK_SIGNING_SECRET: '12345678' });
  expect(lines.map((line) => line.state)).toEqual(['ok', 'could-not-look', 'note']);
});

test('refused tokens, never quoted', async () => {
  const lines = await examine({ SLACK_BOT_TOKEN: 'xoxb-planted', SLACK_APP_TOKEN: 'xapp-planted' });
  expect(lines).toMatchObject([
    { state: 'wrong', says: 'Slack refuses SLACK_BOT_TOKEN: `invalid_auth`.' },
    { state: 'wrong', says: 'Slack refuses SLACK_APP_TOKEN: `invalid_auth`.' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('planted');
});

test('no tokens at all is a note', async () => {
  expect(await examine({})).toMatchObject([{ state: 'note' }]);
});

test('a bot token that no event can reach', async () => {
  expect(await examine({ SLACK_BOT_TOKEN: 'xoxb-good' })).toContainEqual(
    expect.objectContaining({ state: 'wrong', says: expect.stringContaining('Neither SLACK_APP_TOKEN nor') }),
  );
});

test('an app token without a bot token', async () => {
  expect(await examine({ SLACK_APP_TOKEN: 'xapp-good' })).toMatchObject([
    { state: 'wrong', says: expect.stringContaining('SLACK_BOT_TOKEN is not set') },
  ]);
});

test('Slack cannot be reached', async () => {
  const away = `http://127.0.0.1:${await freePort()}/api/`;
  expect(
    await examine({ SLACK_API_URL: away, SLACK_BOT_TOKEN: 'xoxb-good', SLACK_SIGNING_SECRET: '12345678' }),
  ).toMatchObject([
    { state: 'wrong', says: expect.stringMatching(/could not be asked: .*ECONNREFUSED/) },
    { state: 'note' },
  ]);
});

test('the scopes are those of the app manifest', async () => {
  const text = await readFile(new URL('../../../deploy/slack-app.yaml', import.meta.url), 'utf8');
  const manifest = parse(text) as { oauth_config: { scopes: { bot: string[] } } };
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Object.keys(NEEDED_SCOPES).toSorted());
});
