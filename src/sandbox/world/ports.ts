/** Ports that stay ours: below the range from which the system takes ports for outgoing connections. */
import { once } from 'node:events';
import { createServer } from 'node:net';

const FROM = 18_000;
const UNTIL = 30_000;
const TRIES = 200;

/** `count` different free ports of loopback; a closed one among them will not be taken by chance. */
export async function reservePorts(count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let tries = 0; found.length < count; tries++) {
    if (tries > TRIES) throw new Error(`no ${count} free ports between ${FROM} and ${UNTIL} on 127.0.0.1`);
    const port = FROM + Math.floor(Math.random() * (UNTIL - FROM));
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** Can something listen on this port of loopback? */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const taken = once(server, 'error').then(() => false);
  const listening = once(server.listen(port, '127.0.0.1'), 'listening').then(() => true);
  const free = await Promise.race([listening, taken]);
  if (!free) return false;
  server.close();
  await once(server, 'close');
  return true;
}
