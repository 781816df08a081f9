/** One HTTP question and its answer as the emulated services see them. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Ask {
  readonly method: string;
  /** Host name of the Host header, without the port. */
  readonly host: string;
  /** As sent, escapes left in. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** Of a POST, PUT or PATCH; absent where nothing was sent. */
  readonly body?: string;
}

export interface Say {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

const MOST_BODY = 1024 * 1024;

export type Handler = (ask: Ask) => Say | Promise<Say>;

/** A JSON answer. */
export function sayJson(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Say {
  const body = JSON.stringify(value);
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

/** A plain text answer. */
export function sayText(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Say {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** Runs one request of node:http through a handler; a HEAD gets the headers of the GET and no body. */
export async function exchange(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? '';
  const url = new URL(request.url ?? '/', `http://${host || 'localhost'}`);
  const body = await bodyOf(request);
  const said = await answer(handler, {
    method: request.method ?? 'GET',
    host: host.replace(/:\d+$/, '').toLowerCase(),
    path: url.pathname,
    query: url.searchParams,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    ...(body === '' ? {} : { body }),
  });
  const content = Buffer.from(said.body ?? '');
  response.writeHead(said.status, { 'content-length': content.length, ...said.headers });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/** What was sent, up to a megabyte; the rest is read and dropped. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (size < MOST_BODY) chunks.push(chunk);
      size += chunk.length;
    }
  } catch {
    // The client went away; nobody reads the answer.
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A fault of the emulation itself is a 500 with its words, never a hanging client. */
async function answer(handler: Handler, ask: Ask): Promise<Say> {
  try {
    return await handler(ask);
  } catch (error) {
    return sayText(500, `sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
