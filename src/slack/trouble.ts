/** A trouble as messages: the state above its verdict, what a person must see below it, links from elsewhere. Pure. */
import type { SightingTarget } from '../engine/sighting.ts';
import type { Healed, Moment, Trouble } from '../engine/trouble.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, fromMarkdown, person, plainFromMarkdown } from './mrkdwn.ts';
import { lengthOf, when } from './time.ts';

interface TroubleWords {
  open(of: { since: string; count: number; spaces: number; told: number; again: number }): string;
  resolved(of: { length: string; how: string; count: number; told: number }): string;
  resolvedText(of: { length: string; title: string }): string;
  healed(healed: Healed): string;
  readonly affected: string;
  more(count: number): string;
  over(at: string): string;
  worse(of: { count: number; spaces: number; title: string }): string;
  again(of: { title: string; times: number }): string;
  disputed(title: string): string;
  moment(moment: Moment): string;
  elsewhere(of: { title: string; at: string; link: string | null }): string;
}

const people = (ids: readonly string[]): string => ids.map(person).join(', ');

const pods = (count: number): string => (count === 1 ? '1 affected' : `${count} affected`);
const inSpaces = (spaces: number): string => (spaces > 1 ? ` in ${spaces} namespaces` : '');
const tellings = (told: number): string => (told === 1 ? '1 alert' : `${told} alerts`);

const words: Words<TroubleWords> = {
  en: {
    open: ({ since, count, spaces, told, again }) =>
      [
        `:red_circle: *Open* since ${since}`,
        `${pods(count)}${inSpaces(spaces)}`,
        told === 0
          ? 'seen by our own looks'
          : `${tellings(told)} so far${told > 1 ? ', all this cause: this thread is the only one' : ''}`,
        ...(again > 0 ? [`came back ${again === 1 ? 'once' : `${again} times`}`] : []),
      ].join(' · '),
    resolved: ({ length, how, count, told }) =>
      `:large_green_circle: *Resolved after ${length}.* ${how} ${pods(count)}${told === 0 ? '' : ` · ${tellings(told)}`}`,
    resolvedText: ({ length, title }) => `Resolved after ${length}: ${title}`,
    healed: (healed) => {
      if (healed.by === 'fix')
        return healed.approvers.length === 0
          ? `Healed by the fix "${healed.title}", which autopilot applied.`
          : `Healed by the fix "${healed.title}", approved by ${people(healed.approvers)}.`;
      if (healed.by === 'alert') return 'Its alerts are resolved, and it works when we look.';
      return 'It works when we look; nothing was written by us.';
    },
    affected: 'Affected',
    more: (count) => `… and ${count} more`,
    over: (at) => `over since ${at}`,
    worse: ({ count, spaces, title }) =>
      `It spreads: ${pods(count)}${inSpaces(spaces)} now, all by the same cause: ${title}`,
    again: ({ title, times }) =>
      `It is back${times > 1 ? `, for the ${times}th time` : ''}: ${title}. What is said above is what is seen now.`,
    disputed: (title) =>
      `The alerts say that this is over. Our own look says it is not: ${title}. This stays open, and we go on looking.`,
    moment: (moment) => {
      switch (moment.what) {
        case 'began':
          return moment.alertname === null ? 'first seen' : `first told by \`${moment.alertname}\``;
        case 'cause':
          return 'cause found';
        case 'worse':
          return `${moment.affected} affected`;
        case 'healed':
          return 'over';
        case 'again':
          return 'back again';
        case 'disputed':
          return 'said to be over, and is not';
      }
    },
    elsewhere: ({ title, at, link }) =>
      link === null
        ? `This is known since ${at} and told in another channel: ${title}`
        : `This is known since ${at} and told in <${link}|this thread>: ${title}`,
  },
};

const MOST_NAMED = 10;
const MOST_MOMENTS = 8;

/** State, count and course: what stands above the verdict. */
export function troubleHead(trouble: Trouble, language: Language): readonly Block[] {
  const say = words[language];
  const { affectedCount: count, told, again } = trouble;
  const state =
    trouble.state === 'resolved'
      ? say.resolved({
          length: openFor(trouble, language),
          how: healedWords(trouble, language),
          count,
          told,
        })
      : say.open({ since: when(trouble.openedAt, true), count, spaces: spacesOf(trouble), told, again });
  return [section(state), context(course(trouble, language))];
}

/** Who suffers: below the verdict; nothing where it is only the subject itself. */
export function troubleAffected(trouble: Trouble, language: Language): readonly Block[] {
  if (trouble.affectedCount < 2) return [];
  const say = words[language];
  const lines = trouble.affected.map(({ target, until }) => {
    const name = fromMarkdown(nameOf(target), 200);
    return until === null || trouble.state === 'resolved'
      ? `• ${name}`
      : `• ${name} (${say.over(when(until, true))})`;
  });
  const shown = lines.slice(0, MOST_NAMED);
  const rest = trouble.affectedCount - shown.length;
  return listing(say.affected, [...shown, ...(rest > 0 ? [say.more(rest)] : [])], MOST_NAMED + 1, say.more);
}

/** What is said anew in the thread, because a person must see it; null for what is only noted above. */
export function momentMessage(moment: Moment, trouble: Trouble, language: Language): SlackMessage | null {
  const says = momentSays(moment, trouble, language);
  if (says === null) return null;
  return { text: plainFromMarkdown(says, 600), blocks: [section(bold(fromMarkdown(says, 2_000)))] };
}

function momentSays(moment: Moment, trouble: Trouble, language: Language): string | null {
  const say = words[language];
  const { title } = trouble;
  switch (moment.what) {
    case 'worse':
      return say.worse({ count: moment.affected, spaces: spacesOf(trouble), title });
    case 'again':
      return say.again({ title, times: trouble.again });
    case 'disputed':
      return say.disputed(title);
    default:
      return null;
  }
}

/** Calls the group that wants to be called. */
export function mentionMessage({ mention, title, rootSays }: Trouble): SlackMessage | null {
  if (mention === null) return null;
  const says = fromMarkdown(`${title}: ${rootSays}`, 500);
  const group = mention.replace(/[^A-Z0-9]/g, '');
  return {
    text: plainFromMarkdown(`${title}: ${rootSays}`, 500),
    blocks: [section(`<!subteam^${group}> ${says}`)],
  };
}

/** The end, with what healed it; mentions are written by us, so this is not Markdown of others. */
export function healedMessage(trouble: Trouble, language: Language): SlackMessage | null {
  if (trouble.state !== 'resolved') return null;
  const say = words[language];
  const length = openFor(trouble, language);
  const { affectedCount: count, told } = trouble;
  return {
    text: say.resolvedText({ length, title: plainFromMarkdown(trouble.title, 300) }),
    blocks: [section(say.resolved({ length, how: healedWords(trouble, language), count, told }))],
  };
}

/** In the thread of an alert whose trouble is told elsewhere. `link`: of Slack's own making. */
export function elsewhereMessage(trouble: Trouble, link: string | null, language: Language): SlackMessage {
  const say = words[language];
  const title = fromMarkdown(`${trouble.title}: ${trouble.rootSays}`, 500);
  const at = when(trouble.openedAt, true);
  return {
    text: plainFromMarkdown(say.elsewhere({ title: trouble.title, at: '', link: null }), 500),
    blocks: [section(say.elsewhere({ title, at, link }))],
  };
}

function healedWords({ healed }: Trouble, language: Language): string {
  if (healed === null) return '';
  if (healed.by !== 'fix') return words[language].healed(healed);
  return words[language].healed({ ...healed, title: fromMarkdown(healed.title, 200) });
}

function course({ timeline, rootSays }: Trouble, language: Language): string {
  const say = words[language];
  const shown = timeline.length > MOST_MOMENTS ? [...timeline.slice(0, 2), ...timeline.slice(-6)] : timeline;
  const moments = shown.map((moment) => `${when(moment.at, true)} ${fromMarkdown(say.moment(moment), 120)}`);
  return [fromMarkdown(rootSays, 200), ...moments].join(' · ');
}

function openFor({ openedAt, resolvedAt }: Trouble, language: Language): string {
  const ms = Date.parse(resolvedAt ?? openedAt) - Date.parse(openedAt);
  return lengthOf(Math.max(0, Math.round(ms / 1000)), language);
}

function spacesOf({ affected }: Trouble): number {
  return new Set(affected.flatMap(({ target }) => target.namespace ?? [])).size;
}

function nameOf({ cluster, namespace, pod, workload, image, registry }: SightingTarget): string {
  const name = pod ?? workload;
  const at = cluster === undefined ? '' : ` in \`${cluster}\``;
  if (name !== undefined) return `\`${namespace === undefined ? '' : `${namespace}/`}${name}\`${at}`;
  return `\`${image ?? registry ?? namespace ?? cluster ?? ''}\`${at}`;
}
