/** The Slack tokens: whose they are, what they may do. */
import { z } from 'zod';
import type { Environment } from '../../config.ts';
import type { Words } from '../../engine/words.ts';
import { type DoctorLine, lineOf } from './report.ts';

/** As in deploy/slack-app.yaml, with what goes missing without each. */
export const NEEDED_SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'questions inside threads',
  'chat:write': 'every answer',
  commands: '`/registry`',
  'channels:history': 'finding its own message again after a crash, in public channels',
  'groups:history': 'finding its own message again after a crash, in private channels',
  'im:history': 'questions written to the bot alone',
  'files:write': 'bundles and charts in the thread',
  'files:read': 'diagnosing bundles and dumps that are dropped into a thread',
  'usergroups:read': 'approvers who are named by their user group',
};

const AREA = 'slack';
const API = 'https://slack.com/api/';
const TIMEOUT_MS = 8_000;

const answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});

const words: Words<{
  readonly none: string;
  readonly noBot: string;
  readonly mendBot: string;
  readonly refused: (name: string, error: string) => string;
  readonly mendToken: (name: string) => string;
  readonly botOk: (user: string, team: string) => string;
  readonly missing: (scope: string, why: string) => string;
  readonly mendScopes: string;
  readonly scopesOk: string;
  readonly noScopes: string;
  readonly appOk: string;
  readonly noWay: string;
  readonly mendWay: string;
  readonly httpMode: string;
  readonly unreachable: (root: string, says: string) => string;
  readonly mendNetwork: string;
}> = {
  en: {
    none: 'No Slack tokens are set: the terminal works without them, the bot does not start.',
    noBot: 'SLACK_BOT_TOKEN is not set, so the other Slack settings are of no use.',
    mendBot: 'copy the Bot User OAuth Token from the OAuth & Permissions page of the app',
    refused: (name, error) => `Slack refuses ${name}: \`${error}\`.`,
    mendToken: (name) =>
      name === 'SLACK_APP_TOKEN'
        ? 'make an app-level token with the scope connections:write on the Basic Information page'
        : 'reinstall the app and copy its Bot User OAuth Token',
    botOk: (user, team) => `The bot is \`${user}\` in \`${team}\`.`,
    missing: (scope, why) => `The scope \`${scope}\` is missing, which is needed for ${why}.`,
    mendScopes:
      'add it on the OAuth & Permissions page (or paste deploy/slack-app.yaml) and reinstall the app',
    scopesOk: 'All needed scopes are granted.',
    noScopes: 'Slack did not say which scopes the token has.',
    appOk: 'Socket Mode opens.',
    noWay: 'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set, so no event can reach the bot.',
    mendWay: 'set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    httpMode: 'HTTP mode: requests are checked with SLACK_SIGNING_SECRET, which only Slack can prove right.',
    unreachable: (root, says) => `${root} could not be asked: ${says}.`,
    mendNetwork: 'check the way from this machine to Slack (proxy, firewall) and SLACK_API_URL',
  },
};

export async function examineSlack(env: Environment): Promise<readonly DoctorLine[]> {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = env;
  const say = words.en;
  if (!bot && !app && !secret) return [lineOf(AREA, 'note', say.none)];
  if (!bot) return [lineOf(AREA, 'wrong', say.noBot, say.mendBot)];
  const root = env.SLACK_API_URL ?? API;
  const [botLines, appLines] = await Promise.all([examineBot(root, bot), app ? examineApp(root, app) : []]);
  const way = app
    ? []
    : secret
      ? [lineOf(AREA, 'note', say.httpMode)]
      : [lineOf(AREA, 'wrong', say.noWay, say.mendWay)];
  return [...botLines, ...appLines, ...way];
}

async function examineBot(root: string, token: string): Promise<readonly DoctorLine[]> {
  const said = await call(root, 'auth.test', token);
  if ('says' in said) return [unreachable(root, said.says)];
  if (!said.body.ok) return [refused('SLACK_BOT_TOKEN', said.body.error)];
  const { user = '?', team = '?' } = said.body;
  const known = lineOf(AREA, 'ok', words.en.botOk(user, team));
  if (said.scopes === null) return [known, lineOf(AREA, 'could-not-look', words.en.noScopes)];
  const granted = new Set(said.scopes.split(',').map((scope) => scope.trim()));
  const missing = Object.entries(NEEDED_SCOPES).filter(([scope]) => !granted.has(scope));
  if (missing.length === 0) return [known, lineOf(AREA, 'ok', words.en.scopesOk)];
  return [
    known,
    ...missing.map(([scope, why]) =>
      lineOf(AREA, 'wrong', words.en.missing(scope, why), words.en.mendScopes),
    ),
  ];
}

/** Opening a connection url does not connect; Slack forgets it after half a minute. */
async function examineApp(root: string, token: string): Promise<readonly DoctorLine[]> {
  const said = await call(root, 'apps.connections.open', token);
  if ('says' in said) return [unreachable(root, said.says)];
  return said.body.ok ? [lineOf(AREA, 'ok', words.en.appOk)] : [refused('SLACK_APP_TOKEN', said.body.error)];
}

type Said =
  | { readonly body: z.infer<typeof answer>; readonly scopes: string | null }
  | { readonly says: string };

async function call(root: string, method: string, token: string): Promise<Said> {
  try {
    const response = await fetch(new URL(method, root.endsWith('/') ? root : `${root}/`), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const parsed = answer.safeParse(await response.json().catch(() => null));
    if (!parsed.success) return { says: `it answers ${response.status} with no Slack API answer` };
    return { body: parsed.data, scopes: response.headers.get('x-oauth-scopes') };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { says: cause instanceof Error ? cause.message : String(cause) };
  }
}

function refused(name: string, error = 'unknown_error'): DoctorLine {
  return lineOf(AREA, 'wrong', words.en.refused(name, error), words.en.mendToken(name));
}

function unreachable(root: string, says: string): DoctorLine {
  return lineOf(AREA, 'wrong', words.en.unreachable(root, says), words.en.mendNetwork);
}
