/**
 * Slack's mrkdwn as rich_text. The Block Kit package reads mrkdwn through a Markdown parser that takes the
 * colons of `harbor:8443/shop/cart:1` for emoji; rich_text leaves it nothing to guess.
 */
import type { Fields } from '../json.ts';

type Style = Readonly<Partial<Record<'bold' | 'italic' | 'strike' | 'code', true>>>;

/** A rich_text block that says the same. */
export function richText(mrkdwn: string): Fields {
  const parts = mrkdwn.split(/```\n?([\s\S]*?)\n?```\n?/);
  const elements = parts.flatMap((part, n) => (n % 2 === 1 ? [preformatted(part)] : flowing(part)));
  return { type: 'rich_text', elements };
}

function preformatted(source: string): Fields {
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: unescaped(plainLinks(source)) }],
  };
}

/** Lines that begin with `>` are quotes, the rest is running text. */
function flowing(source: string): readonly Fields[] {
  const found: { quote: boolean; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const quote = /^(?:&gt;|>)/.test(line);
    const text = quote ? line.replace(/^(?:&gt;|>)\s?/, '') : line;
    const last = found.at(-1);
    if (last?.quote === quote) last.lines.push(text);
    else found.push({ quote, lines: [text] });
  }
  return found
    .map(({ quote, lines }) => ({ quote, text: lines.join('\n').replace(/\n$/, '') }))
    .filter(({ text }) => text !== '')
    .map(({ quote, text }) => ({
      type: quote ? 'rich_text_quote' : 'rich_text_section',
      elements: inline(text, {}),
    }));
}

const MARKS: Readonly<Record<string, keyof Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const CODE = /`([^`\n]+)`/;
const ANGLE = /<([^<>\n]+)>/;
// A mark opens after a space or bracket and closes before one; what it holds has no space at its edges.
const MARKED = /(?<![\w*_~`])([*_~])(?=\S)((?:`[^`\n]*`|(?!\1)[^\n])+?)(?<=\S)\1(?![\w`])/;
const EMOJI = /(?<![\w:/.-]):([a-z+-][a-z0-9_+-]*):(?![\w:])/;
const TOKEN = new RegExp(
  [CODE.source, ANGLE.source, MARKED.source.replaceAll('\\1', '\\3'), EMOJI.source].join('|'),
);

function inline(source: string, style: Style): readonly Fields[] {
  const found: Fields[] = [];
  let rest = source;
  let before = '';
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    before = rest.slice(0, match.index);
    if (before) found.push(words(before, style));
    found.push(...token(match, style));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) found.push(words(rest, style));
  return found;
}

function token(match: RegExpExecArray, style: Style): readonly Fields[] {
  const [, code, angle, mark, marked, emoji] = match;
  if (code !== undefined) return [words(plainLinks(code), { ...style, code: true })];
  if (angle !== undefined) return [reference(angle, style)];
  if (emoji !== undefined) return [{ type: 'emoji', name: emoji }];
  const name = MARKS[mark ?? ''];
  return inline(marked ?? '', name ? { ...style, [name]: true } : style);
}

/** What stands in angle brackets: a mention, a date or a link. */
function reference(inner: string, style: Style): Fields {
  const [target = '', label] = inner.split('|');
  const id = target.slice(1);
  if (target.startsWith('@')) return { type: 'user', user_id: id, style };
  if (target.startsWith('#')) return { type: 'channel', channel_id: id, style };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9), style };
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = ''] = target.split('^');
    return { type: 'date', timestamp: Number(seconds), format, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { type: 'broadcast', range: id, style };
  return { type: 'link', url: unescaped(target), text: unescaped(label ?? target), style };
}

function words(source: string, style: Style): Fields {
  return { type: 'text', text: unescaped(source), style };
}

/** In code a link is its label. */
function plainLinks(source: string): string {
  return source
    .replace(/<(?:https?:\/\/|mailto:)[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^<>|]*)>/g, '$1');
}

function unescaped(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
