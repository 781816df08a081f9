/** Ports that stay ours: below the range from which the system takes ports for outgoing connections. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Linux takes ports for connections from 32,768 on, macOS from 49,152 on; browsers refuse some below 11,000. */
const FROM = 11_000;
const UNTIL = 32_000;
const TRIES = 200;

/** `count` different free ports of loopback; a closed one among them will not be taken by chance. */
export async function reservePorts(count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let tries = 0; found.length < count; tries++) {
    if (tries > TRIES + count)
      throw new Error(`no ${count} free ports between ${FROM} and ${UNTIL} on 127.0.0.1`);
    const port = FROM + Math.floor(Math.random() * (UNTIL - FROM));
    if ((await isFree(port)) && (await claim(port))) found.push(port);
  }
  return found;
}

/**
 * Marks a port as given away until this process ends, for every process that reserves: between the choice and
 * the first listener another one must not choose it. Its UDP twin is what is held, so that TCP stays free.
 */
async function claim(port: number): Promise<boolean> {
  const mark = createSocket('udp4').unref();
  const taken = once(mark, 'error').then(() => false);
  const held = new Promise<boolean>((done) =>
    mark.bind({ port, address: '127.0.0.1', exclusive: true }, () => done(true)),
  );
  return Promise.race([held, taken]);
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
