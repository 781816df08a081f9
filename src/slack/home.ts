/** The bot's home: open troubles, registries, plans that wait for a yes, and what changed today. Pure. */
import type { types } from '@slack/bolt';
import type { Approval } from '../engine/approval.ts';
import type { HealthSeen, HomeSeen } from '../engine/home.ts';
import type { Health } from '../engine/status.ts';
import type { Trouble } from '../engine/trouble.ts';
import type { Language, Words } from '../engine/words.ts';
import { actions, type Block, button, context, LIMITS, section } from './blocks.ts';
import { code, fromMarkdown, person } from './mrkdwn.ts';
import { when } from './time.ts';

interface HomeWords {
  readonly open: string;
  readonly noneOpen: string;
  trouble(of: { title: string; root: string; count: number; since: string; link: string | null }): string;
  readonly registries: string;
  readonly notLooked: string;
  registry(of: {
    mark: string;
    host: string;
    product: string;
    health: string;
    trouble: string | null;
  }): string;
  readonly health: Readonly<Record<Health, string>>;
  looked(at: string): string;
  readonly waiting: string;
  readonly noneWaiting: string;
  approval(of: { title: string; by: string; until: string; missing: number }): string;
  frozen(of: { where: string; by: string; why: string }): string;
  readonly today: string;
  readonly nothingToday: string;
  over(of: { title: string; root: string; at: string; link: string | null }): string;
  more(count: number): string;
  readonly look: string;
  told(at: string): string;
}

const words: Words<HomeWords> = {
  en: {
    open: 'Open now',
    noneOpen: 'Nothing is open.',
    trouble: ({ title, root, count, since, link }) =>
      `:red_circle: *${title}*: ${root} · ${count} affected · since ${since}${link === null ? '' : ` · <${link}|thread>`}`,
    registries: 'Registries',
    notLooked:
      'Nobody looked yet: press the button below, or set `alerts.health` so that I look by the clock.',
    registry: ({ mark, host, product, health, trouble }) =>
      `${mark} \`${host}\` (${product}) ${health}${trouble === null ? '' : `: ${trouble}`}`,
    health: {
      down: 'down',
      degraded: 'degraded',
      warning: 'healthy, with a warning',
      healthy: 'healthy',
      unknown: 'could not be asked',
    },
    looked: (at) => `looked at ${at}`,
    waiting: 'Waiting for a yes',
    noneWaiting: 'No plan waits.',
    approval: ({ title, by, until, missing }) =>
      `• *${title}* · asked by ${by} · ${missing === 1 ? 'one approval' : `${missing} approvals`} missing · ends ${until}`,
    frozen: ({ where, by, why }) => `:snowflake: All fixes are stopped ${where}, by ${by}: ${why}`,
    today: 'In the last 24 hours',
    nothingToday: 'Nothing changed.',
    over: ({ title, root, at, link }) =>
      `:large_green_circle: *${title}*: ${root} · over since ${at}${link === null ? '' : ` · <${link}|thread>`}`,
    more: (count) => `… and ${count} more`,
    look: 'Look at the registries now',
    told: (at) => `as of ${at}; open this page again for the latest`,
  },
};

const MARKS: Readonly<Record<Health, string>> = {
  down: '✕',
  degraded: '▲',
  unknown: '?',
  warning: '△',
  healthy: '●',
};

/** Lines of each list; a home has 100 blocks, and nobody reads fifty. */
const MOST = 12;

export type Home = types.HomeView;

export const LOOK_NOW = 'home-look-now';

/** `messages` comes back with every press, for a home itself is no channel. */
export function homeView(seen: HomeSeen, messages: string, language: Language = 'en'): Home {
  const say = words[language];
  const open = seen.troubles.filter(({ state }) => state === 'open');
  const over = seen.troubles.filter(({ state }) => state === 'resolved');
  const worst = open.toSorted((a, b) => b.affectedCount - a.affectedCount);
  return {
    type: 'home',
    private_metadata: messages,
    blocks: [
      ...titled(
        say.open,
        worst.map((trouble) => troubleLine(trouble, seen, language)),
        say.noneOpen,
        say,
      ),
      ...titled(say.registries, registryLines(seen.health, language), say.notLooked, say),
      ...(seen.health ? [context(say.looked(when(seen.health.at)))] : []),
      actions([button({ label: say.look, action: LOOK_NOW, value: 'all' })]),
      ...titled(say.waiting, waitingLines(seen, language), say.noneWaiting, say),
      ...titled(
        say.today,
        [
          ...over.map((trouble) => overLine(trouble, seen, language)),
          ...seen.done.map(({ at, says }) => `• ${when(at, true)} ${fromMarkdown(says, 300)}`),
        ],
        say.nothingToday,
        say,
      ),
      context(say.told(when(seen.now.toISOString()))),
    ].slice(0, LIMITS.homeBlocks),
  };
}

function titled(title: string, lines: readonly string[], none: string, say: HomeWords): readonly Block[] {
  const header: Block = { type: 'header', text: { type: 'plain_text', text: title } };
  if (lines.length === 0) return [header, section(none)];
  const shown = lines.slice(0, MOST);
  const rest = lines.length - shown.length;
  return [header, ...shown.map((line) => section(line)), ...(rest > 0 ? [context(say.more(rest))] : [])];
}

function troubleLine(trouble: Trouble, { links }: HomeSeen, language: Language): string {
  return words[language].trouble({
    title: fromMarkdown(trouble.title, 200),
    root: fromMarkdown(trouble.rootSays, 300),
    count: trouble.affectedCount,
    since: when(trouble.openedAt),
    link: links.get(trouble.id) ?? null,
  });
}

function overLine(trouble: Trouble, { links }: HomeSeen, language: Language): string {
  return words[language].over({
    title: fromMarkdown(trouble.title, 200),
    root: fromMarkdown(trouble.rootSays, 300),
    at: when(trouble.resolvedAt ?? trouble.openedAt, true),
    link: links.get(trouble.id) ?? null,
  });
}

const ORDER: readonly Health[] = ['down', 'degraded', 'unknown', 'warning', 'healthy'];

function registryLines(health: HealthSeen | null, language: Language): readonly string[] {
  const say = words[language];
  return (health?.registries ?? [])
    .toSorted((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health))
    .map(({ host, product, health: is, trouble }) =>
      say.registry({
        mark: MARKS[is],
        host: host.replace(/[^A-Za-z0-9.:[\]-]/g, ''),
        product: fromMarkdown(product, 60),
        health: say.health[is],
        trouble: trouble === null ? null : fromMarkdown(trouble, 400),
      }),
    );
}

function waitingLines({ approvals, freezes }: HomeSeen, language: Language): readonly string[] {
  const say = words[language];
  return [
    ...freezes.map(({ where, by, why }) =>
      say.frozen({
        where: where === '*' ? 'everywhere' : `in ${code(where, 80)}`,
        by: person(by),
        why: fromMarkdown(why, 300),
      }),
    ),
    ...approvals.map((approval) => approvalLine(approval, language)),
  ];
}

function approvalLine(
  { plan, title, requester, expiresAt, needs, yes }: Approval,
  language: Language,
): string {
  return words[language].approval({
    title: fromMarkdown(plan?.does ?? title, 300),
    by: person(requester),
    until: when(expiresAt, true),
    missing: needs - yes.length,
  });
}
