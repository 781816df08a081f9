/** The API server: TLS on loopback, bearer tokens, errors as `Status` objects. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '../access.ts';
import { StatusError } from '../status.ts';
import type { World } from '../world.ts';
import { sendJson } from './call.ts';
import { type Behind, route } from './route.ts';

export interface ApiOptions extends Behind {
  readonly world: World;
  readonly certPem: string;
  readonly keyPem: string;
  readonly port: number;
  readonly latencyMs: number;
  /** Told of every request before it is answered. */
  readonly seen?: (method: string, path: string, query: URLSearchParams) => void;
  identity(token: string): Identity | undefined;
}

export interface ApiServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startApi(options: ApiOptions): Promise<ApiServer> {
  const { certPem: cert, keyPem: key } = options;
  const server = createServer({ cert, key }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => refuse(response, error));
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the API server got no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiOptions,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://cluster');
  options.seen?.(request.method ?? '', url.pathname, url.searchParams);
  const body = await text(request);
  if (options.latencyMs > 0) await pause(options.latencyMs);
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const identity = token === undefined ? undefined : options.identity(token);
  if (!identity) throw new StatusError('Unauthorized', 'Unauthorized');
  const call = { world: options.world, identity, request, response, query: url.searchParams, body };
  await route(call, url.pathname, options);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof StatusError) return void sendJson(response, error.code, error.body());
  const message = `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`;
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message };
  sendJson(response, 500, { ...status, reason: 'InternalError', code: 500 });
}
