/** Slack's side of Socket Mode: hands out an address, says hello, sends envelopes, counts acknowledgements. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface FakeSocket {
  /** For apps.connections.open. */
  readonly url: string;
  readonly acknowledged: { readonly envelope_id: string; readonly payload?: unknown }[];
  send(envelope: Record<string, unknown>): void;
  connected(): Promise<unknown>;
  stop(): void;
}

export async function startFakeSocket(): Promise<FakeSocket> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  let client: WebSocket | null = null;
  const acknowledged: FakeSocket['acknowledged'] = [];
  const came = once(server, 'connection');
  server.on('connection', (socket) => {
    client = socket;
    socket.on('message', (raw) => acknowledged.push(JSON.parse(String(raw))));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    acknowledged,
    send: (envelope) => client?.send(JSON.stringify(envelope)),
    connected: () => came,
    stop() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      http.close();
    },
  };
}
