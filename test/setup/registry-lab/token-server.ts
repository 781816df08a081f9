/** A token service that docker-registry believes: JWTs signed by a key its root certificate vouches for. */
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Leaf } from '../../../src/sandbox/tls/authority.ts';

export interface LabUser {
  readonly password: string;
  /** Repositories this user may pull, `*` for all. */
  readonly pulls: readonly string[];
}

export interface TokenServer {
  readonly port: number;
  /** Requests so far, as `scope user`. */
  readonly asked: readonly string[];
  /** Answers every request with this status until set to null. */
  fail(status: number | null): void;
  stop(): Promise<void>;
}

export const ISSUER = 'acme-tokens';
export const SERVICE = 'acme-registry';

export interface TokenServerOptions {
  readonly users: Readonly<Record<string, LabUser>>;
  /** Repositories anybody may pull. */
  readonly open: readonly string[];
  readonly signer: Leaf;
  /** Its own TLS, or null for plain HTTP. */
  readonly tls: Leaf | null;
  /** Harbor's way: a bad login with a scope gets 200 and a token for nothing. */
  readonly harborish?: boolean;
  /** How far its clock is off. */
  readonly clockSeconds?: number;
  /** How long its tokens live. */
  readonly livesSeconds?: number;
}

export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const asked: string[] = [];
  let failing: number | null = null;
  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const scope = url.searchParams.get('scope');
    const { name, user, known } = whoIs(request, options);
    asked.push(`${scope ?? '-'} ${name ?? '-'}`);
    const say = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (failing !== null) return say(failing, { errors: [{ code: 'UNAVAILABLE', message: 'try later' }] });
    const service = url.searchParams.get('service');
    if (service !== SERVICE)
      return say(400, { errors: [{ code: 'BAD_REQUEST', message: `Unable to handle service: ${service}` }] });
    if (name !== null && !known && !(options.harborish && scope))
      return say(401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] });
    const access = scope ? accessFor(scope, user, options.open) : [];
    say(200, {
      token: token(options, name ?? '', access),
      access_token: '',
      expires_in: options.livesSeconds ?? 1_800,
    });
  };
  const server = options.tls
    ? createSecureServer({ cert: options.tls.certPem, key: options.tls.keyPem }, answer)
    : createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the token server has no port');
  return {
    port: address.port,
    asked,
    fail: (status) => {
      failing = status;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function whoIs(request: IncomingMessage, { users }: TokenServerOptions) {
  const [, encoded] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return { name: null, user: null, known: false };
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  const user = users[name] ?? null;
  const known = user !== null && user.password === rest.join(':');
  return { name, user: known ? user : null, known };
}

function accessFor(scope: string, user: LabUser | null, open: readonly string[]) {
  const [type = '', name = '', wanted = ''] = scope.split(':');
  const all = [...open, ...(user?.pulls ?? [])];
  const may = all.includes('*') || all.includes(name);
  const actions = wanted
    .split(',')
    .filter((action) => may && (action === 'pull' || user?.pulls.includes('*')));
  return [{ type, name, actions }];
}

function token(
  { signer, clockSeconds = 0, livesSeconds = 1_800 }: TokenServerOptions,
  subject: string,
  access: unknown,
): string {
  const now = Math.floor(Date.now() / 1000) + clockSeconds;
  const x5c = [new X509Certificate(signer.certPem).raw.toString('base64')];
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ typ: 'JWT', alg: 'ES256', x5c });
  const claims = {
    iss: ISSUER,
    sub: subject,
    aud: SERVICE,
    iat: now,
    nbf: now - 10,
    exp: now + livesSeconds,
    access,
  };
  const text = `${head}.${part(claims)}`;
  const key = { key: createPrivateKey(signer.keyPem), dsaEncoding: 'ieee-p1363' as const };
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}
