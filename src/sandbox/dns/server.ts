/** A DNS answerer on loopback, so that a name that does not exist really answers NXDOMAIN. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

/** How a name's questions fail, other than by NXDOMAIN; `silent`: they get no answer. */
export type DnsFault = 'servfail' | 'refused' | 'silent';

/** RCODEs (RFC 1035 §4.1.1). */
const RCODE = { none: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;

export interface DnsServer {
  /** `127.0.0.1:port`, for dns.Resolver#setServers. */
  readonly address: string;
  set(name: string, answer: readonly string[] | DnsFault): void;
  remove(name: string): void;
  stop(): Promise<void>;
}

/** Starts an answerer for A records; names it does not hold get NXDOMAIN. */
export async function startDns(
  records: Readonly<Record<string, readonly string[]>> = {},
): Promise<DnsServer> {
  const held = new Map<string, readonly string[] | DnsFault>(
    Object.entries(records).map(([name, list]) => [name.toLowerCase(), list]),
  );
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = packet.decode(message);
    const question = query.questions?.[0];
    if (!question) return;
    const found = held.get(question.name.toLowerCase()) ?? 'nxdomain';
    if (found === 'silent') return;
    const rcode = typeof found === 'string' ? found : 'none';
    const answers = question.type === 'A' && typeof found !== 'string' ? found : [];
    const reply = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packet.AUTHORITATIVE_ANSWER | packet.RECURSION_AVAILABLE | RCODE[rcode],
      questions: [question],
      answers: answers.map((data) => ({ type: 'A' as const, name: question.name, ttl: 1, data })),
    });
    socket.send(reply, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, answer) => void held.set(name.toLowerCase(), answer),
    remove: (name) => void held.delete(name.toLowerCase()),
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
