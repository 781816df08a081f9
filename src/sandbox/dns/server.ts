/** A DNS answerer on loopback, so that a name that does not exist really answers NXDOMAIN. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

export interface DnsServer {
  /** `127.0.0.1:port`, for dns.Resolver#setServers. */
  readonly address: string;
  set(name: string, addresses: readonly string[]): void;
  remove(name: string): void;
  stop(): Promise<void>;
}

/** Starts an answerer for A records; names it does not hold get NXDOMAIN. */
export async function startDns(
  records: Readonly<Record<string, readonly string[]>> = {},
): Promise<DnsServer> {
  const held = new Map(Object.entries(records).map(([name, list]) => [name.toLowerCase(), list]));
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = packet.decode(message);
    const question = query.questions?.[0];
    if (!question) return;
    const addresses = held.get(question.name.toLowerCase());
    const answers = question.type === 'A' ? (addresses ?? []) : [];
    const reply = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      // 0x03 is the RCODE for NXDOMAIN (RFC 1035 §4.1.1).
      flags: packet.AUTHORITATIVE_ANSWER | packet.RECURSION_AVAILABLE | (addresses ? 0 : 0x03),
      questions: [question],
      answers: answers.map((data) => ({ type: 'A' as const, name: question.name, ttl: 1, data })),
    });
    socket.send(reply, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, addresses) => void held.set(name.toLowerCase(), addresses),
    remove: (name) => void held.delete(name.toLowerCase()),
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
