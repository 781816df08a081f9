/**
 * A way to a server that takes as long as a network does: what goes in comes out half a round trip later, each way.
 * It notes every turn, that is one side's words and the other's answer, so that what had to wait for what is known.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Turn {
  readonly to: string;
  /** Milliseconds since the process began. */
  readonly from: number;
  readonly until: number;
}

export interface Hop {
  readonly port: number;
  /** Turns that are over, and the open ones up to their last word. */
  turns(): readonly Turn[];
  stop(): void;
}

export async function openHop(to: string, port: number, roundTripMs: number): Promise<Hop> {
  const all: { to: string; from: number; until: number; answered: boolean }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const one of [near, far]) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => one.destroy());
      one.on('close', () => sockets.delete(one));
    }
    let turn: (typeof all)[number] | null = null;
    near.on('data', (chunk) => {
      if (turn === null || turn.answered) {
        turn = { to, from: performance.now(), until: performance.now(), answered: false };
        all.push(turn);
      }
      later(() => far.write(chunk));
    });
    far.on('data', (chunk) =>
      later(() => {
        near.write(chunk);
        if (turn === null) return;
        turn.answered = true;
        turn.until = performance.now();
      }),
    );
    near.on('close', () => later(() => far.destroy()));
    far.on('close', () => later(() => near.destroy()));
  });
  const later = (work: () => void): void => void setTimeout(work, roundTripMs / 2);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    turns: () => all.map(({ to: name, from, until }) => ({ to: name, from, until })),
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/**
 * The longest row of turns of which each began only when the one before was over: so many round trips must follow one
 * another, however fast everything else is. Taking the turn that ends first, again and again, gives the longest row.
 */
export function chainOf(turns: readonly Turn[]): readonly Turn[] {
  const chain: Turn[] = [];
  for (const turn of turns.toSorted((a, b) => a.until - b.until))
    if (turn.from >= (chain.at(-1)?.until ?? 0)) chain.push(turn);
  return chain;
}
