/** Everything a Slack message says, wherever it says it: text, blocks, attachments and their fields. Pure. */

/** Where Slack puts words, in the order people read them. */
const WORDS_KEYS = ['pretext', 'title', 'text', 'value', 'fallback', 'alt_text'] as const;
/** Where more of the message lies. */
const MORE_KEYS = ['blocks', 'attachments', 'fields', 'elements', 'rows', 'message'] as const;

const DEEPEST = 12;
/** Alerts are short; more than this is no message; characters. */
const LONGEST = 40_000;

/** The words of a message as lines, each said once; empty for anything that is no message. */
export function messageText(message: unknown): string {
  const lines = [...new Set(wordsOf(message, 0).map((line) => line.trim()))];
  return lines
    .filter((line) => line !== '' && !lines.some((other) => other !== line && other.includes(line)))
    .join('\n')
    .slice(0, LONGEST);
}

function wordsOf(value: unknown, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => wordsOf(one, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const entries = new Map<string, unknown>(Object.entries(value));
  // Rich text breaks one line into pieces.
  if (String(entries.get('type')).startsWith('rich_text_') && Array.isArray(entries.get('elements')))
    return [wordsOf(entries.get('elements'), depth + 1).join('')];
  return [...WORDS_KEYS, ...MORE_KEYS].flatMap((key) => wordsOf(entries.get(key), depth + 1));
}
