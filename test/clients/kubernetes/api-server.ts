/** A small HTTPS server that answers as an API server would, with what a test plants in it. */
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, type LeafRequest } from '../../../src/sandbox/tls/authority.ts';

export type Handler = (
  request: IncomingMessage & { readonly at: URL },
  body: string,
) => Reply | 'hang' | 'cut';

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiServer {
  readonly url: string;
  readonly caPem: string;
  /** Method and path with query of every request, in order. */
  readonly asked: string[];
  /** TCP connections opened so far. */
  connections(): number;
  handle(handler: Handler): void;
  stop(): Promise<void>;
}

export async function startApiServer(leaf: Partial<LeafRequest> = {}): Promise<ApiServer> {
  const authority = await createAuthority('Acme cluster authority');
  const { certPem, keyPem } = await authority.issue({ names: ['127.0.0.1'], ...leaf });
  let handler: Handler = () => ({ status: 404, text: '404 page not found' });
  let connections = 0;
  const asked: string[] = [];
  const server = createServer({ cert: certPem, key: keyPem }, async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const at = new URL(request.url ?? '/', 'https://127.0.0.1');
    send(handler(Object.assign(request, { at }), body), response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}`,
    caPem: authority.certPem,
    asked,
    connections: () => connections,
    handle: (next) => {
      handler = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(reply: ReturnType<Handler>, response: ServerResponse): void {
  if (reply === 'hang') return;
  if (reply === 'cut') return void response.socket?.destroy();
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  response.end(reply.text ?? JSON.stringify(reply.json ?? {}));
}

export interface KubeUser {
  readonly token?: string;
  readonly exec?: { readonly command: string; readonly args?: readonly string[] };
}

/** Writes a kubeconfig with one context of this name. Returns its path. */
export async function writeKubeconfig(
  name: string,
  server: { readonly url: string; readonly caPem?: string },
  user: KubeUser = { token: 'planted-token' },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  const file = join(folder, 'config');
  const exec = user.exec && { apiVersion: 'client.authentication.k8s.io/v1', ...user.exec };
  const ca = server.caPem
    ? { 'certificate-authority-data': Buffer.from(server.caPem).toString('base64') }
    : {};
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server: server.url, ...ca } }],
    users: [{ name, user: exec ? { exec } : { token: user.token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

/** A `Status` object, as the API server refuses. */
export function refusal(code: number, reason: string, message: string): Reply {
  return {
    status: code,
    json: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code },
  };
}
