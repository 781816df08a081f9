/** One question to the Harbor API, every ending apart. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { HttpEnding, HttpQuestion, Login } from '../registry.ts';
import type { Words } from '../words.ts';

export type HarborAnswer<T> =
  | { readonly ended: 'found'; readonly value: T; readonly requestId: string }
  /** 401 or 403; Harbor says 403 for a missing project as well (`RequireProjectAccess`). */
  | {
      readonly ended: 'refused';
      readonly status: 401 | 403;
      readonly says: string;
      readonly requestId: string;
    }
  /** 404: no such thing, or this version has no such call. */
  | { readonly ended: 'absent'; readonly says: string; readonly requestId: string }
  /** Any other status; the request id finds the line in core's log. */
  | { readonly ended: 'failed'; readonly status: number; readonly says: string; readonly requestId: string }
  /** It answered, and what came is not what the Harbor API says. */
  | { readonly ended: 'strange'; readonly says: string; readonly requestId: string }
  | {
      readonly ended: 'unreachable';
      readonly how: Exclude<HttpEnding['ended'], 'answered'>;
      readonly says: string;
    };

/** The narrow door to the network; NetworkAsker.http fits, so that its laws hold here. */
export type AskHttp = (question: HttpQuestion) => Promise<HttpEnding>;

export interface HarborDoor {
  readonly http: AskHttp;
  /** `https://harbor.example.com`, without a path. */
  readonly origin: string;
  readonly login: Login | null;
  /** For each question, milliseconds; the network's own limit when absent. */
  readonly timeoutMs?: number;
  /** For the health call alone: its checkers take up to a minute each (health/controller.go). */
  readonly healthMs?: number;
}

type Answered = Extract<HttpEnding, { readonly ended: 'answered' }>;

export interface HarborQuestion {
  /** POST only for calls that change nothing: a ping. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of a POST. */
  readonly json?: unknown;
  readonly accept?: string;
  readonly timeoutMs?: number;
}

const words: Words<{
  readonly notJson: string;
  readonly cut: string;
  readonly shape: (where: string) => string;
  readonly redirects: (to: string) => string;
  readonly csrf: string;
}> = {
  en: {
    notJson: 'the answer is not JSON: a page of something in between',
    cut: 'the answer is longer than the limit up to which answers are read',
    shape: (where) => `the answer is not of the shape of the Harbor API (${where})`,
    redirects: (to) => `redirects to ${to}`,
    csrf: 'something between us and Harbor adds a session cookie, because our questions carry none',
  },
};

/** `{"errors":[{"code","message"}]}` of version 2; 1.x sends `{"code","message"}`. */
const envelope = z.union([
  z
    .object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) })
    .transform(({ errors }) => errors.map(({ code, message }) => `${code}: ${message}`).join('; ')),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** Asks; whatever 2xx came is `found`, with headers and body. Basic login, no cookies, so that no CSRF token is needed. */
export async function askHarborRaw(
  door: HarborDoor,
  path: string,
  question: HarborQuestion = {},
): Promise<HarborAnswer<Answered>> {
  const sent = randomUUID();
  const timeoutMs = question.timeoutMs ?? door.timeoutMs;
  const ending = await door.http({
    method: question.method ?? 'GET',
    url: `${door.origin}${path}`,
    headers: { accept: question.accept ?? 'application/json', 'x-request-id': sent, ...question.headers },
    ...(question.json === undefined ? {} : { json: question.json }),
    ...(door.login ? { login: door.login } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  if (ending.ended !== 'answered') return { ended: 'unreachable', how: ending.ended, says: ending.says };
  const requestId = ending.headers['x-request-id'] ?? sent;
  const { status } = ending;
  if (status >= 200 && status < 300) return { ended: 'found', value: ending, requestId };
  const says = `${status} ${sayError(ending)}`.trim();
  if (status === 401 || status === 403) return { ended: 'refused', status, says, requestId };
  if (status === 404) return { ended: 'absent', says, requestId };
  return { ended: 'failed', status, says, requestId };
}

/** Asks and parses. A plain `Pong` and an empty body stand for themselves. */
export async function askHarbor<T>(
  door: HarborDoor,
  path: string,
  question: HarborQuestion & { readonly schema: z.ZodType<T> },
): Promise<HarborAnswer<T>> {
  const answer = await askHarborRaw(door, path, question);
  return answer.ended === 'found' ? readHarbor(answer, question.schema) : answer;
}

/** What an answer holds, by its schema. */
export function readHarbor<T>(
  answer: Extract<HarborAnswer<Answered>, { readonly ended: 'found' }>,
  schema: z.ZodType<T>,
): HarborAnswer<T> {
  const { requestId, value } = answer;
  const json = jsonOf(value.body);
  if (json === undefined)
    return { ended: 'strange', says: value.truncated ? words.en.cut : words.en.notJson, requestId };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ended: 'found', value: parsed.data, requestId };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { ended: 'strange', says: words.en.shape(where), requestId };
}

/** Ping answers plain text and HEAD nothing: both stand for themselves. */
function jsonOf(body: string): { readonly value: unknown } | undefined {
  if (body === '' || body.trim() === 'Pong') return { value: body.trim() };
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return undefined;
  }
}

function sayError({ status, headers, body }: Answered): string {
  const json = jsonOf(body);
  const said = envelope.safeParse(json?.value);
  const text = (said.success ? said.data : json === undefined ? sayText(body) : '').slice(0, 300);
  const to = headers['location']?.replace(/[?#].*$/s, '');
  if (status >= 300 && status < 400 && to) return words.en.redirects(to);
  return /CSRF token/i.test(text) ? `${text} (${words.en.csrf})` : text;
}

/** Harbor 1.x refuses in one line of text; a page is something else's. */
function sayText(body: string): string {
  const line = body.trim();
  return line.length <= 120 && !/[<>\n]/.test(line) ? line : words.en.notJson;
}
