/** All that a Slack message says, wherever in it that stands; text last, since attachments hold more. */
import { addresses, plain, withoutEmoji } from './plain.ts';
import { type Loose, list, record, text } from './record.ts';

export interface Said {
  /** What stands where a headline stands: titles, pretexts, headers, then the first texts. */
  readonly headlines: readonly string[];
  /** Every text, plain. */
  readonly lines: string;
  /** What a notification shows: Alertmanager writes its default title there, also where a template has another. */
  readonly fallbacks: readonly string[];
  /** What stands where a headline stands and nowhere else. */
  readonly titles: readonly string[];
  readonly footers: readonly string[];
  /** Every text as it stands one below the other, which tells several alerts apart. */
  readonly inOrder: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly urls: readonly string[];
  /** The author's shown name, lower case. */
  readonly author: string;
  readonly by: 'person' | 'app';
}

/** Pure; never throws; linear in the message. */
export function readMessage(event: unknown): Said {
  const message = record(event);
  const raw = {
    headlines: [] as string[],
    texts: [] as string[],
    inOrder: [] as string[],
    footers: [] as string[],
    fields: [] as [string, string][],
    urls: [] as string[],
  };
  const say = (value: unknown, headline = false) => {
    const given = text(value);
    if (given === '' || given === '[no preview available]') return;
    raw.urls.push(...addresses(given));
    (headline ? raw.headlines : raw.texts).push(plain(given));
    raw.inOrder.push(plain(given));
  };
  const section = (block: Loose): void => {
    say(record(block.text).text, block.type === 'header');
    for (const field of list(block.fields)) say(record(field).text);
    for (const element of list(block.elements)) {
      const { text: inner, url, type } = record(element);
      if (type !== 'button') say(text(inner) || record(inner).text);
      raw.urls.push(text(url));
    }
    raw.urls.push(text(record(block.accessory).url));
  };
  const blocks = (value: unknown): void => {
    for (const item of list(value)) {
      const block = record(item);
      if (/^(?:rich_text|table|markdown)$/.test(text(block.type))) say(richText(block, 0));
      else section(block);
    }
  };
  const fallbacks: string[] = [];
  for (const item of list(message.attachments)) {
    const attachment = record(item);
    if (attachment.from_url !== undefined || attachment.original_url !== undefined) continue;
    fallbacks.push(plain(text(attachment.fallback)));
    raw.footers.push(plain(text(attachment.footer)));
    for (const key of ['pretext', 'title', 'author_name']) say(attachment[key], true);
    if (!attachment.title && !attachment.text && !attachment.blocks) say(attachment.fallback, true);
    say(attachment.text);
    for (const given of list(attachment.fields)) {
      const { title, value } = record(given);
      raw.fields.push([plain(text(title)), plain(text(value))]);
      say(named(text(title), text(value)));
    }
    blocks(attachment.blocks);
    for (const action of list(attachment.actions)) raw.urls.push(text(record(action).url));
    raw.urls.push(text(attachment.title_link));
  }
  blocks(message.blocks);
  say(message.text);
  const app = message.bot_id !== undefined || message.subtype === 'bot_message';
  const texts = [...raw.headlines, ...raw.texts];
  const footers = raw.footers.filter((footer) => footer !== '');
  return {
    headlines: texts,
    lines: [...texts, ...footers].join('\n'),
    fallbacks: fallbacks.filter((fallback) => fallback !== ''),
    titles: raw.headlines.length > 0 ? raw.headlines : texts.slice(0, 1),
    footers,
    inOrder: raw.inOrder.join('\n'),
    fields: raw.fields,
    urls: raw.urls.filter((url) => url !== ''),
    author: (text(message.username) || text(record(message.bot_profile).name)).toLowerCase(),
    by: app ? 'app' : 'person',
  };
}

/**
 * A field's name is part of what it says where its value is one line: `Namespace` above `shop`. Grafana's legacy alerts
 * name the series there: `{namespace="shop", pod="cart-0"}` above its value.
 */
function named(title: string, value: string): string {
  if (title.includes('="')) return `${title}\n${value}`;
  const name = withoutEmoji(title).replace(/^[*_\s]{1,6}|[*_\s:]{1,6}$/g, '');
  const isName = /^[A-Za-z][\w. -]{0,40}$/.test(name) && value !== '' && !value.trim().includes('\n');
  return isName ? `${name}: ${value.trim()}` : `${title}\n${value}`;
}

/** Text of rich text and tables; deeper nesting than Slack allows is not followed. */
function richText(value: unknown, depth: number): string {
  if (depth > 12) return '';
  if (Array.isArray(value)) return value.map((item) => richText(item, depth + 1)).join('');
  const element = record(value);
  const own = element.type === 'link' ? text(element.text) || text(element.url) : text(element.text);
  const inside = richText(list(element.elements), depth + 1);
  const rows = list(element.rows).map((row) =>
    list(row)
      .map((cell) => richText(cell, depth + 1))
      .join('  '),
  );
  const ends = /^rich_text_(section|preformatted|quote|list)$/.test(text(element.type)) ? '\n' : '';
  return [own, inside, rows.join('\n'), ends].join('');
}
