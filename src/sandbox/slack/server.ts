/** The workspace Acme: Slack's Web API, its deliveries to the bot, and a page, on one loopback port. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createDelivery } from './delivery/delivery.ts';
import { announceChanges } from './delivery/events.ts';
import { overHttp } from './delivery/over-http.ts';
import { overSocket, type SocketTransport } from './delivery/over-socket.ts';
import { answerFiles } from './files/routes.ts';
import { answerJson, readBody } from './http.ts';
import { answerIncoming } from './incoming.ts';
import type { SandboxSlack, SlackOptions } from './options.ts';
import { pageFiles } from './page/bundle.ts';
import { answerPage } from './page/routes.ts';
import { answerResponseUrl } from './people/routes.ts';
import { answerScript } from './scripts/routes.ts';
import { createStreams, type Streams } from './scripts/stream.ts';
import { answerApi } from './web-api/routes.ts';
import { createWorld, type World } from './world.ts';

export type { CommandHint, SandboxSlack, SlackOptions } from './options.ts';

/** Slack: 3 s. */
const ACK_MS = 3_000;

/** Starts the workspace. Rejects when the port is taken. */
export async function startSlack(options: SlackOptions): Promise<SandboxSlack> {
  let origin = '';
  const ackMs = options.ackMs ?? ACK_MS;
  const socket = options.events ? undefined : overSocket(() => origin, ackMs);
  const transport = options.events
    ? overHttp({ url: options.events.url, signingSecret: options.signingSecret, ackMs })
    : socket;
  if (!transport) throw new Error('no transport was chosen');
  const world = createWorld(options, createDelivery(transport, options.retryDelaysMs), () => origin);
  announceChanges(world);
  const streams = createStreams(world);
  const server = createServer((request, response) => {
    void route(world, streams, request, response).catch((error: unknown) => failed(response, error));
  });
  server.on('upgrade', (request, stream, head) => upgrade(socket, request, stream, head));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the workspace got no port');
  origin = `http://127.0.0.1:${address.port}`;
  // The first visitor should not wait for the bundle; what fails here fails again, and is said, on `/page.js`.
  pageFiles().catch(() => {});
  return {
    url: `${origin}/`,
    apiUrl: `${origin}/api/`,
    stop: async () => {
      streams.stop();
      await world.delivery.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function route(
  world: World,
  streams: Streams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin());
  if (await world.options.extraRoutes?.(request, response, url)) return;
  if (request.method === 'GET' && (await answerPage(response, url))) return;
  if (await answerFiles(world, request, response, url)) return;
  const body = await readBody(request);
  if (url.pathname.startsWith('/api/')) return answerApi(world, request, response, url, body);
  if (url.pathname.startsWith('/response/')) return answerResponseUrl(world, response, url, body);
  if (url.pathname.startsWith('/services/')) return answerIncoming(world, response, url, body);
  if (url.pathname.startsWith('/sandbox/')) return answerScript(world, streams, request, response, url, body);
  answerJson(response, 404, { ok: false, error: 'not_found', says: `Nothing is at ${url.pathname}.` });
}

function upgrade(
  transport: SocketTransport | undefined,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): void {
  if (transport) transport.upgrade(request, stream, head);
  else stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
}

function failed(response: ServerResponse, error: unknown): void {
  const says = error instanceof Error ? error.message : String(error);
  answerJson(response, 500, { ok: false, error: 'internal_error', says });
}
