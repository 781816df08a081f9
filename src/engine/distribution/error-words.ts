/** What a registry or token service says is wrong: status, code and its own words. */
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { HttpEnding } from '../registry.ts';

const text = z.string().catch('');

/** The distribution envelope, and the shapes of services that have their own. */
const Envelope = z.union([
  z
    .object({ errors: z.array(z.object({ code: z.coerce.string().catch(''), message: text })).min(1) })
    .transform(({ errors }) => errors[0] ?? { code: '', message: '' }),
  z.object({ code: z.string(), message: text }),
  z.object({ details: z.string() }).transform(({ details }) => ({ code: '', message: details })),
  z
    .object({ error: z.string(), error_description: text })
    .transform((body) => ({ code: body.error, message: body.error_description })),
  z.object({ message: z.string() }).transform(({ message }) => ({ code: '', message })),
]);

export interface ErrorWords {
  readonly status: number | null;
  readonly code: string | null;
  /** `404 Not Found: MANIFEST_UNKNOWN: manifest unknown`; for a broken connection its own words. */
  readonly says: string;
}

const LONGEST = 300;

/** The words of an ending that is not what was hoped for. */
export function errorWords(ending: HttpEnding): ErrorWords {
  if (ending.ended !== 'answered') return { status: null, code: null, says: ending.says };
  const { status, headers, body } = ending;
  const line = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const error = Envelope.safeParse(jsonOf(body));
  if (error.success) {
    const { code, message } = error.data;
    const words = [line, code, message].filter((part) => part !== '').join(': ');
    return { status, code: code === '' ? null : code.toUpperCase(), says: cut(words) };
  }
  const plain = headers['content-type']?.includes('html')
    ? titleOf(body)
    : (body.trim().split('\n')[0] ?? '');
  return { status, code: null, says: cut(plain === '' ? line : `${line}: ${plain}`) };
}

const HEADLINE = 140;

/** Words of `errorWords` as they fit into a sentence: `503 Service Unavailable: down for maintenance`, no code. */
export function inASentence(says: string): string {
  const plain = says
    .replace(/^(\d{3} [A-Za-z ]+): [A-Z][A-Z_]+: (?=\S)/, '$1: ')
    .replace(/^(\d{3} [A-Za-z ]+): [A-Z][A-Z_]+$/, '$1');
  const line = plain.replaceAll('`', "'").replace(/[.\s]+$/, '');
  return line.length > HEADLINE ? `${line.slice(0, HEADLINE - 1)}…` : line;
}

/** A body as JSON, or undefined when it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function titleOf(html: string): string {
  return /<title>\s*([^<]{1,200})/i.exec(html)?.[1]?.trim() ?? '';
}

function cut(says: string): string {
  const line = says.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
