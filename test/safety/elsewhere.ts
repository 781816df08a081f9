/** Places that nobody allowed, which note every connection, and a DNS server that changes its mind. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import packet from 'dns-packet';

export interface Elsewhere {
  readonly port: number;
  readonly origin: string;
  /** Connections that were opened to it. */
  readonly connections: () => number;
  /** Heads of what it was asked. */
  readonly asked: IncomingMessage['headers'][];
  stop(): Promise<void>;
}

/** A server on one loopback address that answers everything with a manifest. */
export async function startElsewhere(address: string): Promise<Elsewhere> {
  let connections = 0;
  const asked: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    response.setHeader('content-type', 'application/vnd.oci.image.manifest.v1+json');
    response.end('{"token":"stolen","tags":["stolen"],"schemaVersion":2}');
  }).on('connection', () => {
    connections += 1;
  });
  server.listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://${address}:${port}`,
    connections: () => connections,
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers the first question for a name with the first address, each later one with the next; nothing may be kept. */
export async function startFickleDns(addresses: readonly string[]) {
  let asked = 0;
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = packet.decode(message);
    const question = query.questions?.[0];
    if (!question) return;
    const data = question.type === 'A' ? addresses[Math.min(asked++, addresses.length - 1)] : undefined;
    const reply = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packet.RECURSION_AVAILABLE,
      questions: [question],
      answers: data === undefined ? [] : [{ type: 'A', name: question.name, ttl: 0, data }],
    });
    socket.send(reply, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked: () => asked,
    stop: async () => void socket.close(),
  };
}
