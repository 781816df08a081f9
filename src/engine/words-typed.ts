/** What a person typed, freed of what Slack, phones and rich editors made of it. Pure. */

/** Longest text we read; a command line is never longer. */
const LONGEST = 4_000;

/** Slack text as the person saw it: links as their label, entities as characters, plain quotes and dashes. */
export function asTyped(slackText: string): string {
  return slackText
    .slice(0, LONGEST)
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
    .replace(/<([^<>]*)>/g, (_, inside: string) => fromAngles(inside))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'))
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/\u2014|\u2013(?=\p{L}{2})/gu, '--')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** `@U1|name`, `#C1|name`, `http://h|h`, `mailto:a@b|a@b`: what stands between angle brackets in Slack text. */
function fromAngles(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (label) return target.startsWith('@') ? `@${label}` : label;
  return target.replace(/^mailto:/, '');
}

/** The words of a command line; quotes hold words together, markup around a word is dropped. */
export function splitWords(text: string): readonly string[] {
  const found = text.match(/"[^"]*"|'[^']*'|[^\s"']+(?:"[^"]*"|'[^']*'|[^\s"']+)*/g) ?? [];
  return found.map(bare).filter((word) => word !== '');
}

/** `` `cart-0` ``, `*cart-0*`, `_cart-0_` and `"cart-0"` are cart-0; inner quotes of `--cluster="x"` go too. */
function bare(word: string): string {
  const plain = word.replace(/["'`]/g, '').trim();
  const marked = /^([*_~]+)(.+?)\1$/.exec(plain);
  return marked?.[2] ?? plain;
}

/** Words of a command line; what follows a verb that reads text stays as it is, as one word. */
export function commandWords(text: string, textVerbs: ReadonlySet<string>): readonly string[] {
  const [, verb = '', rest = ''] = /^\s*(\S{1,40})\s+([\s\S]*\S)\s*$/.exec(text) ?? [];
  return textVerbs.has(verb.toLowerCase()) ? [verb, rest] : splitWords(text);
}

/** Words of a message, without the mention that called the bot. */
export function wordsAfterMention(
  slackText: string,
  botUser: string,
  textVerbs: ReadonlySet<string> = new Set(),
): readonly string[] {
  const called = new RegExp(`<@${botUser}(\\|[^>]*)?>`);
  const at = slackText.search(called);
  const after = at < 0 ? slackText : slackText.slice(at).replace(called, ' ');
  // `@registry-medic: status`, as one speaks to people.
  return commandWords(asTyped(after).replace(/^[\s:,;.!?-]+(?=\w)/, ''), textVerbs);
}
