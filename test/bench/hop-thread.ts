/** The thread of a hop: it forwards and notes, beside whatever the process that measures is busy with. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

interface Noted {
  from: number;
  until: number;
  /** The way there, and the way back. */
  waitedMs: [there: number, back: number];
  servedMs: number;
  answered: boolean;
}

const { port, roundTripMs } = workerData as { port: number; roundTripMs: number };
const noted: Noted[] = [];

/** Of the machine, not of this thread: milliseconds since 1970, with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

/** A timer comes a little early or late by itself: what it really took is told. */
function later(work: (waitedMs: number) => void): void {
  const began = now();
  setTimeout(() => work(now() - began), roundTripMs / 2);
}

const server = createServer({ pauseOnConnect: true }, (near) => {
  const far = connect(port, '127.0.0.1');
  // A connection is a round trip too: on loopback it stands at once, so the first words wait here for it.
  const opened = turnNow();
  setTimeout(() => {
    opened.answered = true;
    opened.until = now();
    opened.waitedMs = [opened.until - opened.from, 0];
    near.resume();
  }, roundTripMs);
  for (const one of [near, far]) {
    one.setNoDelay(true);
    one.on('error', () => one.destroy());
  }
  let turn: Noted | null = null;
  let sent = 0;
  near.on('data', (chunk) => {
    if (turn === null || turn.answered) {
      turn = turnNow();
    }
    const of = turn;
    later((waited) => {
      far.write(chunk);
      sent = now();
      // What is said in several pieces goes the way side by side.
      of.waitedMs[0] = Math.max(of.waitedMs[0], waited);
    });
  });
  far.on('data', (chunk) => {
    const of = turn;
    const served = now() - sent;
    later((waited) => {
      near.write(chunk);
      if (of === null) return;
      // Of an answer in several pieces the first tells how long the server took.
      if (!of.answered) {
        of.servedMs = served;
        of.waitedMs[1] = waited;
      }
      of.answered = true;
      of.until = now();
    });
  });
  close(near, far);
  close(far, near);
});

function turnNow(): Noted {
  const turn: Noted = { from: now(), until: now(), waitedMs: [0, 0], servedMs: 0, answered: false };
  noted.push(turn);
  return turn;
}

function close(one: Socket, other: Socket): void {
  one.on('close', () => later(() => other.destroy()));
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
parentPort?.postMessage((server.address() as AddressInfo).port);
parentPort?.on('message', () => parentPort?.postMessage(noted));
