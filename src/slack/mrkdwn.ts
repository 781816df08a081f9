/**
 * Slack's mrkdwn from what systems and people said. Everything of the outside goes through here: `&`, `<`
 * and `>` are escaped, so that a pod's message can neither ping a channel nor make a link.
 */

/** Text of the outside in code font. Backticks would end it, and line breaks would break the line. */
export function code(raw: string, most = 200): string {
  const line = oneLine(raw).replaceAll('`', "'");
  const { kept, dropped } = cut(line === '' ? ' ' : line, most);
  return dropped === 0 ? `\`${kept}\`` : `\`${kept}…\` (${dropped.toLocaleString('en')} more characters)`;
}

/**
 * A quote in code font of which both ends stay: a chain of wrapped errors says at its beginning what was
 * tried and at its end what went wrong.
 */
export function codeBothEnds(raw: string, most: number): string {
  const line = oneLine(raw);
  if (escaped(line).length <= most) return code(line, most);
  const tail = cutStart(line, Math.floor(most * 0.6));
  const { kept, dropped } = cut(line.slice(0, line.length - tail.raw), most - tail.kept.length);
  const quote = `${kept} … ${tail.kept}`.replaceAll('`', "'");
  return `\`${quote}\` (${dropped.toLocaleString('en')} more characters between)`;
}

/** A sentence of ours: Markdown whose only markup is code spans. At most `most` characters once escaped. */
export function fromMarkdown(markdown: string, most = 600): string {
  const parts: string[] = [];
  let left = most;
  for (const { isCode, text } of spansOf(markdown)) {
    const { kept, dropped } = cut(isCode ? text : text.replaceAll('*', '∗'), left);
    const whole = dropped === 0 ? kept : `${kept}…`;
    parts.push(isCode && kept !== '' ? `\`${whole}\`` : whole);
    left -= kept.length;
    if (dropped > 0) break;
  }
  // Slack refuses texts of nothing.
  return parts.join('').trim() === '' ? '…' : parts.join('');
}

/** The same sentence as plain text, for notifications and screen readers. Escaped: Slack reads it as mrkdwn. */
export function plainFromMarkdown(markdown: string, most = 300): string {
  const { kept, dropped } = cut(oneLine(markdown).replaceAll('`', '') || '…', most);
  return dropped === 0 ? kept : `${kept}…`;
}

/** A person as Slack names them; who is none of Slack's people, as it is written: `terminal:ops`. */
export function person(id: string): string {
  return /^[UW][A-Z0-9]{1,20}$/.test(id) ? `<@${id}>` : code(id, 60);
}

/** In a sentence that is escaped: mentions of these people stand again. What systems said in it calls nobody else. */
export function withPeople(escapedSentence: string, people: readonly string[]): string {
  return escapedSentence.replace(/&lt;@([UW][A-Z0-9]{2,20})&gt;/g, (written, id: string) =>
    people.includes(id) ? `<@${id}>` : written,
  );
}

/** What systems said, to be put into a note, in which mentions stand: without any. */
export function unnamed(says: string): string {
  return says.replace(/<(?=[@#!])/g, '‹');
}

export function bold(mrkdwn: string): string {
  return `*${mrkdwn}*`;
}

/** Slack's own escaping; source: docs.slack.dev, formatting message text. */
export function escaped(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cuts by whole characters, so that the escaped text has at most `most` characters and no torn entity. */
export function cut(raw: string, most: number): { readonly kept: string; readonly dropped: number } {
  const whole = escaped(raw);
  if (whole.length <= most) return { kept: whole, dropped: 0 };
  let kept = '';
  let taken = 0;
  for (const character of raw) {
    const safe = escaped(character);
    if (kept.length + safe.length > most) break;
    kept += safe;
    taken += character.length;
  }
  return { kept, dropped: raw.length - taken };
}

/** The end of a text, by whole characters: at most `most` of them once escaped, and how many it was made of. */
function cutStart(line: string, most: number): { readonly kept: string; readonly raw: number } {
  let kept = '';
  let raw = 0;
  for (const character of [...line].reverse()) {
    const safe = escaped(character);
    if (kept.length + safe.length > most) break;
    kept = safe + kept;
    raw += character.length;
  }
  return { kept, raw };
}

/** Line breaks become spaces; characters that hide or reorder text are made visible. */
export function oneLine(raw: string): string {
  return raw
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu, '\u{fffd}')
    .trim();
}

interface Span {
  readonly isCode: boolean;
  readonly text: string;
}

/** Splits at backticks; a last one without its partner is an apostrophe. */
function spansOf(markdown: string): readonly Span[] {
  const pieces = markdown.split('`');
  const even = pieces.length % 2 === 0;
  const paired = even ? [...pieces.slice(0, -2), pieces.slice(-2).join("'")] : pieces;
  return paired.map((text, index) => ({ isCode: index % 2 === 1, text: oneLineKeepingEnds(text) }));
}

function oneLineKeepingEnds(text: string): string {
  const inner = oneLine(text);
  if (inner === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`;
}
