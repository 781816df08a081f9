/** Makes pasted error text plain: bounded, without colours, JSON log lines and escapes undone. */

import { withoutAdvice } from './advice.ts';
import { withoutBlanks } from './blanked.ts';

/** At most this much of a text is read, half from its start and half from its end; characters. */
export const TEXT_LIMIT = 128 * 1024;

/** A log line longer than this is no JSON record worth parsing; characters. */
const JSON_LINE_LIMIT = 32 * 1024;
/** Keys of structured logs and of `kubectl get -o json` that carry the words, most general first. */
const WORDS_KEYS = [
  'reason',
  'msg',
  'message',
  'log',
  'MESSAGE',
  'err',
  'error',
  'stderr',
  'detail',
  'details',
] as const;

/** Colours and cursor moves: ESC [ … letter, and the same after a copy lost the ESC. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const ANSI = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;

/** What a page or a mail makes of quotation marks and brackets. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&amp;': '&',
};
const ENTITY = /&(?:quot|#34|#39|#x27|apos|lt|gt|nbsp|amp);/g;

/** Quoted lines of a mail or a chat. */
const QUOTED = /^ {0,3}>[ >]{0,8}/gm;

/** What an issue tracker or a chat makes of a host name: `[name](http://name)`. */
const LINK = /\[([\w.:/@-]{1,300})\]\(https?:\/\/[\w.:/@%-]{1,500}\)/g;

export function cleanText(text: string): string {
  return withoutBlanks(withoutAdvice(plainText(text)));
}

function plainText(text: string): string {
  return bound(text)
    .replace(ANSI, '')
    .replace(/\r\n?/g, '\n')
    .replace(LINK, '$1')
    .replace(ENTITY, (entity) => ENTITIES[entity] ?? entity)
    .replace(QUOTED, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .split('\n')
    .map(plainLine)
    .join('\n');
}

function bound(text: string): string {
  if (text.length <= TEXT_LIMIT) return text;
  const half = TEXT_LIMIT / 2;
  return `${text.slice(0, half)}\n${text.slice(-half)}`;
}

function plainLine(line: string): string {
  return unquoted(wordsOfJson(line) ?? line);
}

/** The words of a JSON log line; null when it is none. */
function wordsOfJson(line: string): string | null {
  const start = line.indexOf('{');
  if (start < 0 || line.length > JSON_LINE_LIMIT || !line.trimEnd().endsWith('}')) return null;
  // Only a line that is a record, perhaps after a timestamp; error text that ends in a JSON body is left alone.
  if (start > 0 && !/^[\w\s:.,+|-]{1,80}$/.test(line.slice(0, start))) return null;
  try {
    const record: unknown = JSON.parse(line.slice(start));
    const words = typeof record === 'object' && record !== null ? wordsOfRecord(record, 0) : null;
    return words === null ? null : `${line.slice(0, start)}${words}`;
  } catch {
    return null;
  }
}

function wordsOfRecord(record: object, depth: number): string | null {
  const entries = new Map<string, unknown>(Object.entries(record));
  const words = WORDS_KEYS.flatMap((key) => {
    const value = entries.get(key);
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null && depth < 3
      ? [wordsOfRecord(value, depth + 1) ?? '']
      : [];
  }).filter((value) => value !== '');
  return words.length === 0 ? null : words.join(': ');
}

/** Undoes `\"`, `\n` and `\u003c` as nested quoting leaves them. */
function unquoted(line: string): string {
  if (!line.includes('\\')) return line;
  return line
    .replace(/\\{1,8}u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\{1,8}["']/g, '"')
    .replace(/\\{1,8}[nrt](?![\w.:\\])/g, ' ')
    .replace(/\\{1,8}n/g, ' ');
}
