/** Ports that fail in the ways networks do: nothing there, no answer to a SYN, no answer to a greeting. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../../src/sandbox/parts/redis.ts';

export interface Hole {
  readonly port: number;
  stop(): Promise<void>;
}

/** A port of loopback on which nothing listens. */
export function closedPort(): Promise<number> {
  return freePort();
}

/**
 * A port whose SYNs get no answer: its process is stopped and its queue of connections full, so the kernel
 * drops what comes.
 */
export async function startBlackHole(): Promise<Hole> {
  const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    console.log(this.address().port);
  });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const [chunk] = await once(child.stdout, 'data');
  const port = Number(String(chunk));
  child.kill('SIGSTOP');
  const queued: Socket[] = [];
  for (let held = 0; held < 64; held++) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    queued.push(socket);
    const opened = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
    ]);
    if (!opened) break;
  }
  return {
    port,
    stop: async () => {
      process.off('exit', kill);
      for (const socket of queued) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** A port that takes the connection and never says a word. */
export function startMute(): Promise<Hole> {
  return startServer(() => {});
}

/** A port that cuts every connection as soon as something is said. */
export function startCutter(): Promise<Hole> {
  return startServer((socket) => void socket.once('data', () => socket.resetAndDestroy()));
}

/** A port that answers everything with these bytes and hangs up. */
export function startSaying(bytes: string): Promise<Hole> {
  return startServer((socket) => void socket.once('data', () => socket.end(bytes)));
}

async function startServer(onSocket: (socket: Socket) => void): Promise<Hole> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    port: address.port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
