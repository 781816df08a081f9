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
  readonly timeoutMs?: number;
}

const words: Words<{ readonly notJson: string; readonly shape: (where: string) => string }> = {
  en: {
    notJson: 'the answer is not JSON: a page of something in between',
    shape: (where) => `the answer is not of the shape of the Harbor API (${where})`,
  },
};

/** `{"errors":[{"code","message"}]}` of version 2; 1.x sends `{"code","message"}`. */
const envelope = z.union([
  z
    .object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) })
    .transform(({ errors }) => errors.map(({ code, message }) => `${code}: ${message}`).join('; ')),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** Asks and parses. `text` takes the body as it is (ping). */
export async function askHarbor<T>(
  door: HarborDoor,
  path: string,
  read: {
    readonly method?: 'GET' | 'HEAD';
    readonly schema: z.ZodType<T>;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<HarborAnswer<T>> {
  const sent = randomUUID();
  const ending = await door.http({
    method: read.method ?? 'GET',
    url: `${door.origin}${path}`,
    headers: { accept: 'application/json', 'x-request-id': sent, ...read.headers },
    ...(door.login ? { login: door.login } : {}),
    ...(door.timeoutMs === undefined ? {} : { timeoutMs: door.timeoutMs }),
  });
  if (ending.ended !== 'answered') return { ended: 'unreachable', how: ending.ended, says: ending.says };
  const requestId = ending.headers['x-request-id'] ?? sent;
  const { status } = ending;
  if (status >= 200 && status < 300) return { ...parse(ending.body, read.schema), requestId };
  const says = `${status} ${sayError(ending.body)}`.trim();
  if (status === 401 || status === 403) return { ended: 'refused', status, says, requestId };
  if (status === 404) return { ended: 'absent', says, requestId };
  return { ended: 'failed', status, says, requestId };
}

type Parsed<T> =
  | { readonly ended: 'found'; readonly value: T }
  | { readonly ended: 'strange'; readonly says: string };

function parse<T>(body: string, schema: z.ZodType<T>): Parsed<T> {
  const json = jsonOf(body);
  if (json === undefined) return { ended: 'strange', says: words.en.notJson };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ended: 'found', value: parsed.data };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { ended: 'strange', says: words.en.shape(where) };
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

function sayError(body: string): string {
  const json = jsonOf(body);
  const said = envelope.safeParse(json?.value);
  return (said.success ? said.data : json === undefined ? words.en.notJson : '').slice(0, 300);
}
