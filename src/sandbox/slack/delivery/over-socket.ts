/** Delivery over WebSockets the bot opens (https://docs.slack.dev/apis/events-api/using-socket-mode). */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { newSecret } from '../ids.ts';
import { type Fields, isFields, parsed } from '../json.ts';
import { BOT } from '../seeds.ts';
import type { Outcome, OutgoingKind, Retry, Transport } from './delivery.ts';

export interface SocketTransport extends Transport {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly openSocketUrl: () => string;
}

interface Connection {
  readonly socket: WebSocket;
  readonly waiting: Map<string, (outcome: Outcome) => void>;
}

const LOST: Outcome = {
  kind: 'failed',
  error: 'dispatch_failed',
  reason: 'connection_failed',
  again: 'allowed',
};
const LATE: Outcome = { kind: 'failed', error: 'operation_timeout', reason: 'timeout', again: 'allowed' };
const PING_MS = 10_000;
const GOODBYE_MS = 300;

/** `origin` is that of the page; `ackMs` is how long an envelope waits for its acknowledgement. */
export function overSocket(origin: () => string, ackMs: number): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const arrivals = new Set<() => void>();
  let connections: readonly Connection[] = [];
  let turn = 0;

  const greet = (socket: WebSocket): void => {
    const connection: Connection = { socket, waiting: new Map() };
    connections = [...connections, connection];
    socket.on('message', (data) => acknowledged(connection, data.toString()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      connections = connections.filter((one) => one !== connection);
      for (const end of connection.waiting.values()) end(LOST);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.length,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: BOT.appId },
      }),
    );
    for (const arrived of arrivals) arrived();
    arrivals.clear();
  };
  const heart = setInterval(() => {
    for (const { socket } of connections) socket.ping();
  }, PING_MS).unref();

  return {
    openSocketUrl: () => {
      const ticket = newSecret();
      tickets.add(ticket);
      return `${origin().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${BOT.appId}`;
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://sandbox');
      const admitted = url.pathname === '/link/' && tickets.delete(url.searchParams.get('ticket') ?? '');
      if (!admitted) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    // Each payload goes to one of the connections, in turn.
    attempt: (kind, body, retry) => {
      const open = connections.filter(({ socket }) => socket.readyState === socket.OPEN);
      const chosen = open[turn++ % Math.max(1, open.length)];
      return chosen ? sent(chosen, kind, body, retry, ackMs) : Promise.resolve(LOST);
    },
    comeBack: () =>
      connections.length > 0 ? new Promise(() => {}) : new Promise((arrived) => arrivals.add(arrived)),
    refresh: () => {
      for (const { socket } of connections) {
        socket.send(
          JSON.stringify({
            type: 'disconnect',
            reason: 'refresh_requested',
            debug_info: { host: 'sandbox' },
          }),
        );
      }
      return connections.length;
    },
    stop: async () => {
      clearInterval(heart);
      await Promise.all(connections.map(({ socket }) => closed(socket)));
      server.close();
    },
  };
}

function sent(
  connection: Connection,
  kind: OutgoingKind,
  body: Fields,
  retry: Retry | undefined,
  ackMs: number,
): Promise<Outcome> {
  const id = randomUUID();
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      connection.waiting.delete(id);
      resolve(outcome);
    };
    const timer = setTimeout(() => end(LATE), ackMs);
    connection.waiting.set(id, end);
    connection.socket.send(
      JSON.stringify({
        envelope_id: id,
        payload: body,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api'
          ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
          : {}),
      }),
    );
  });
}

/** Says goodbye, and hangs up on who does not answer. */
async function closed(socket: WebSocket): Promise<void> {
  const gone = once(socket, 'close');
  socket.close(1001);
  const patience = setTimeout(() => socket.terminate(), GOODBYE_MS);
  await gone;
  clearTimeout(patience);
}

function acknowledged(connection: Connection, data: string): void {
  const frame = parsed(data);
  if (!isFields(frame)) return;
  const payload = isFields(frame['payload']) ? frame['payload'] : {};
  const spoken = Object.keys(payload).length > 0;
  connection.waiting.get(String(frame['envelope_id']))?.({
    kind: 'acked',
    payload: spoken ? payload : undefined,
  });
}
