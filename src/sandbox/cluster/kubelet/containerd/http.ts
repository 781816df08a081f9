/** One HTTP question, connection and all; failures in the words of Go's net/http. */
import { type IncomingMessage, request, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type DialOptions, dial } from './dial.ts';
import { codeOf, errnoWords, GoError } from './go-error.ts';
import { ends, type HandshakeOptions, handshake } from './handshake.ts';

export interface NetworkOptions extends DialOptions, Omit<HandshakeOptions, 'verify'> {
  readonly answerMs: number;
}

export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Skip verification, as for localhost. */
  readonly insecure?: boolean;
}

export interface Answer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** `403 Forbidden`. */
  readonly statusLine: string;
  header(name: string): string | undefined;
  headers(name: string): readonly string[];
  readonly body: Buffer;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The answer after redirects. Throws GoError: `Head "https://…": dial tcp …`. */
export async function ask(question: Question, network: NetworkOptions): Promise<Answer> {
  let current = question;
  for (let hops = 0; hops < 10; hops += 1) {
    const answer = await askOnce(current, network);
    const location = answer.header('location');
    if (!REDIRECTS.has(answer.status) || !location) return answer;
    current = redirected(current, location);
  }
  throw new GoError(`${verb(question)} "${current.url}": stopped after 10 redirects`);
}

function redirected(question: Question, location: string): Question {
  const url = new URL(location, question.url);
  // A login is never carried to another host.
  const away = url.host !== new URL(question.url).host;
  const { authorization, ...rest } = question.headers;
  const headers = away || authorization === undefined ? rest : { ...rest, authorization };
  return { ...question, url: url.href, headers };
}

function verb({ method }: Question): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

async function askOnce(question: Question, network: NetworkOptions): Promise<Answer> {
  try {
    const socket = await open(question, network);
    return await exchange(question, socket, network.answerMs);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`${verb(question)} "${question.url}": ${error.message}`, error.code);
  }
}

async function open({ url, insecure }: Question, network: NetworkOptions): Promise<Socket> {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'https:';
  const socket = await dial(hostname, Number(port || (secure ? 443 : 80)), network);
  return secure ? handshake(socket, hostname, { ...network, verify: !insecure }) : socket;
}

function exchange(question: Question, socket: Socket, answerMs: number): Promise<Answer> {
  return new Promise((resolved, rejected) => {
    const { pathname, search, host } = new URL(question.url);
    const outgoing = request({
      createConnection: () => socket,
      method: question.method,
      path: pathname + search,
      headers: { host, 'user-agent': 'containerd/v1.7.24', connection: 'close', ...question.headers },
    });
    const fail = (error: GoError): void => {
      clearTimeout(timer);
      socket.destroy();
      rejected(error);
    };
    const timer = setTimeout(
      () => fail(new GoError('context deadline exceeded', 'DeadlineExceeded')),
      answerMs,
    );
    outgoing.on('error', (error) => fail(new GoError(brokenWords(error, socket))));
    outgoing.on('response', (message) => {
      collect(message).then(
        (body) => {
          clearTimeout(timer);
          socket.destroy();
          resolved(toAnswer(question, message, body));
        },
        () => fail(new GoError('unexpected EOF')),
      );
    });
    outgoing.end(question.body);
  });
}

function brokenWords(error: unknown, socket: Socket): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (code === 'ECONNRESET' && /hang up/.test(message)) return 'EOF';
  if (code.startsWith('HPE_'))
    return `net/http: HTTP/1.x transport connection broken: malformed HTTP response`;
  return `read tcp ${ends(socket)}: read: ${errnoWords(code)}`;
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function toAnswer(question: Question, message: IncomingMessage, body: Buffer): Answer {
  const status = message.statusCode ?? 0;
  const headers = (name: string): readonly string[] =>
    message.rawHeaders.filter(
      (_, index, raw) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name.toLowerCase(),
    );
  return {
    method: question.method,
    url: question.url,
    status,
    statusLine: `${status} ${message.statusMessage || STATUS_CODES[status] || ''}`.trim(),
    header: (name) => headers(name)[0],
    headers,
    body,
  };
}

/** An answer that is no success. */
export function unexpectedStatus({ method, url, statusLine }: Answer): GoError {
  return new GoError(`unexpected status from ${method} request to ${url}: ${statusLine}`);
}
