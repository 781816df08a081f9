/** Text as Slack keeps it: `& < >` escaped, links, mentions and channels in angle brackets. */
import { CHANNELS, GROUPS, PEOPLE } from './seeds.ts';

/** Sequences that keep their angle brackets: links, mentions, channels, groups, dates. */
const CONTROL = /<(?:https?:\/\/|mailto:|tel:|@[UW]|#[CDG]|!)[^<>\n]*>/;
const CODE = /```[\s\S]*?```|`[^`\n]+`/;
const KEPT = new RegExp(`(${CONTROL.source}|${CODE.source})`);
const URL_IN_TEXT = /\b(?:https?:\/\/|mailto:)[^\s<>|`]*[^\s<>|`.,;:!?)\]'"*_~]/;
/** Hosts Slack links although no scheme was typed: only public endings, so not `registry.acme.test`. */
const BARE_HOST =
  /(?<![\w@./:-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|io|dev|app|cloud|co|ai|sh|me|eu|de|uk|us)(?![\w-]|\.\w)(?::\d+)?(?:\/[^\s<>|`]*[^\s<>|`.,;:!?)\]'"*_~])?/i;

/** `&`, `<` and `>` outside of entities that are there already. */
export function escaped(source: string): string {
  return source
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** What an app sent, as Slack stores it: whole URLs become links, stray brackets are escaped. */
export function fromApp(source: string): string {
  return eachPlain(source, (plain) => linked(plain, URL_IN_TEXT));
}

/** What a person typed, as Slack stores and sends it. */
export function fromPerson(source: string): string {
  return eachPlain(source, (plain) =>
    named(linked(plain, new RegExp(`${URL_IN_TEXT.source}|${BARE_HOST.source}`, 'i'))),
  );
}

function eachPlain(source: string, change: (plain: string) => string): string {
  return source
    .split(KEPT)
    .map((part, n) => {
      if (n % 2 === 0) return change(part);
      return CONTROL.test(part) && !part.startsWith('`') ? part : escaped(part);
    })
    .join('');
}

function linked(source: string, pattern: RegExp): string {
  const parts = source.split(new RegExp(`(${pattern.source})`, pattern.flags));
  return parts
    .map((part, n) => {
      if (n % 2 === 0) return escaped(part);
      const target = escaped(part);
      return /^(?:https?:\/\/|mailto:)/i.test(part) ? `<${target}>` : `<http://${target}|${target}>`;
    })
    .join('');
}

function named(source: string): string {
  return source
    .replace(/(^|[\s(])@(here|channel|everyone)\b/g, '$1<!$2>')
    .replace(/(^|[\s(])([@#])([a-z0-9][\w-]*)/gi, (all, before: string, sign: string, name: string) => {
      const target = sign === '#' ? channelNamed(name) : mentionOf(name);
      return target ? `${before}${target}` : all;
    });
}

function channelNamed(name: string): string | undefined {
  const found = CHANNELS.find((one) => one.with === undefined && one.name === name.toLowerCase());
  return found && `<#${found.id}|${found.name}>`;
}

function mentionOf(name: string): string | undefined {
  const wanted = name.toLowerCase();
  const who = PEOPLE.find((one) => one.name === wanted);
  if (who) return `<@${who.id}>`;
  const group = GROUPS.find((one) => one.handle === wanted);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}
