/** Puts a question to a handler without a socket. */
import type { Ask, Handler, Say } from '../../../src/sandbox/registry/exchange.ts';
import { MEDIA } from '../../../src/sandbox/registry/image.ts';

export const ACCEPT_ALL = Object.values(MEDIA).join(', ');

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
}

export async function ask(handle: Handler, url: string, options: AskOptions = {}): Promise<Say> {
  const parsed = new URL(url, 'https://harbor.acme.test');
  const question: Ask = {
    method: options.method ?? 'GET',
    host: options.host ?? 'harbor.acme.test',
    path: parsed.pathname,
    query: parsed.searchParams,
    header: (name) => options.headers?.[name.toLowerCase()],
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
  };
  return handle(question);
}

export function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** The body as JSON. */
export function json(said: Say): unknown {
  return JSON.parse(Buffer.from(said.body ?? '').toString());
}

/** Error code and status of an error envelope. */
export function error(said: Say): unknown {
  const { errors } = json(said) as { errors: readonly { code: string; message: string }[] };
  return { status: said.status, code: errors[0]?.code, message: errors[0]?.message };
}
