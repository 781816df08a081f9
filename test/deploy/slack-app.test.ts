/** The Slack manifest is one that Slack takes, and its scopes are those that our calls and events need, no more. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadFolder } from '../../src/load.ts';
import type { Handler } from '../../src/slack/handler.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(ROOT, 'deploy/slack-app.yaml'), 'utf8');
const manifest = parse(text);
const handlers = await loadFolder<Handler>(new URL('../../handlers/', import.meta.url));
const scopes: readonly string[] = manifest.oauth_config.scopes.bot;
const events: readonly string[] = manifest.settings.event_subscriptions.bot_events;

/** Scopes of a bot token by method, from the page of each at docs.slack.dev/reference/methods. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Of the kinds of conversations that events come from.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  // And the download of what it tells.
  'files.info': ['files:read'],
  'usergroups.users.list': ['usergroups:read'],
  'views.open': [],
  'views.publish': [],
};

/** Scopes by event, from the page of each at docs.slack.dev/reference/events. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  file_shared: ['files:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
};

/** Methods of the Web API that our code calls. */
function called(): readonly string[] {
  const files = ['src/bot', 'src/jobs', 'src/slack', 'handlers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  const found = files.flatMap((file) => [
    ...file.matchAll(/\bclient\s*\.((?:[a-z]\w*\.)+[a-z]\w*)\(/g),
    ...file.matchAll(/\bapiCall\(\s*'([\w.]+)'/g),
  ]);
  return [...new Set(found.map(([, method = '']) => method))].sort();
}

test('every method that is called is known, and none else', () => {
  expect(called()).toEqual(Object.keys(METHODS).sort());
});

test('every event that is subscribed has a handler, and every handler its event', () => {
  const handled = handlers.flatMap((one) => (one.on === 'event' ? [one.event] : []));
  expect([...new Set(events.map((event) => event.split('.')[0]))].sort()).toEqual(
    [...new Set(handled)].sort(),
  );
});

test('the scopes are those that methods, events and commands need', () => {
  const needed = [
    ...Object.values(METHODS).flat(),
    ...events.flatMap((event) => EVENTS[event] ?? [`nothing is known of ${event}`]),
    // https://docs.slack.dev/reference/scopes/commands: slash commands and shortcuts.
    'commands',
  ];
  expect([...scopes].sort()).toEqual([...new Set(needed)].sort());
  expect(manifest.oauth_config.scopes).not.toHaveProperty('user');
});

test('every command and shortcut of ours is in it, and no other', () => {
  const commands = handlers.flatMap((one) => (one.on === 'command' ? [one.command] : []));
  expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(
    commands,
  );
  const shortcuts = handlers.flatMap((one) => (one.on === 'shortcut' ? [one.callback] : []));
  expect(
    manifest.features.shortcuts.map(({ callback_id: id }: { callback_id: string }) => id).sort(),
  ).toEqual([...shortcuts].sort());
});

test('every scope and event is explained by a comment above it, or above those it stands with', () => {
  const lines = text.split('\n').map((line) => line.trim());
  for (const name of [...scopes, ...events]) {
    let at = lines.lastIndexOf(`- ${name}`);
    while (lines[at]?.startsWith('- ')) at -= 1;
    expect(lines[at], name).toMatch(/^#|bot_events:$/);
  }
});

/** https://docs.slack.dev/reference/app-manifest */
test('no text is longer than Slack takes', () => {
  const { display_information: shown, features } = manifest;
  const within = (value: string, most: number): void => {
    expect(value.length, value).toBeGreaterThan(0);
    expect(value.length, value).toBeLessThanOrEqual(most);
  };
  within(shown.name, 35);
  within(shown.description, 140);
  expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/);
  within(features.bot_user.display_name, 80);
  for (const { command, description, usage_hint: hint } of features.slash_commands) {
    within(command, 32);
    within(description, 2_000);
    within(hint, 1_000);
  }
  expect(features.shortcuts.length).toBeLessThanOrEqual(10);
  for (const { name, callback_id: id, description } of features.shortcuts) {
    within(name, 24);
    within(id, 255);
    within(description, 150);
  }
  expect(manifest.settings.socket_mode_enabled).toBe(true);
});

const TRY = join(ROOT, 'node_modules/.cache/slack-app');
beforeAll(() => void mkdirSync(TRY, { recursive: true }));
afterAll(() => rmSync(TRY, { recursive: true, force: true }));

test('Slack’s own types know every field, scope and event', async () => {
  const says = async (value: unknown): Promise<string> => {
    const file = join(TRY, 'manifest.ts');
    writeFileSync(
      file,
      `import type { AppsManifestCreateArguments } from '@slack/web-api';\nexport const manifest: AppsManifestCreateArguments['manifest'] = ${JSON.stringify(value)};\n`,
    );
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const args = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--types',
      'node',
      file,
    ];
    return new Promise((done) => void execFile(process.execPath, [tsc, ...args], (_, out) => done(out)));
  };
  expect(await says(manifest)).toBe('');
  const { settings } = manifest;
  const subscriptions = { bot_events: ['message.everything'] };
  expect(
    await says({ ...manifest, settings: { ...settings, event_subscriptions: subscriptions } }),
  ).toContain('message.everything');
  expect(await says({ ...manifest, settings: { ...settings, socket_mode: true } })).toContain('socket_mode');
});
