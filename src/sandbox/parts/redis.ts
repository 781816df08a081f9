/** A Redis to work with: the one REDIS_URL names, a server started here, or one built by redis-memory-server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { reservePorts } from '../world/ports.ts';
import { PartMissing, provide } from './provide.ts';

export interface RedisPart {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts (or borrows) a Redis. Throws PartMissing with what to install. */
export async function startRedis(say: (line: string) => void = () => {}): Promise<RedisPart> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: async () => {} };
  const program = await provide('redis', say).catch((error: unknown) => {
    if (error instanceof PartMissing) return null;
    throw error;
  });
  return program ? startRedisServer(program) : startBuilt(say);
}

/** Starts a server of this program, which keeps nothing, on a port of its own. */
export async function startRedisServer(program: string): Promise<RedisPart> {
  const port = await freePort();
  const child = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((ready, failed) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (/Ready to accept connections/.test(said)) ready();
    });
    child.once('exit', (code) => failed(new Error(`${program} ended with ${code} before it was ready`)));
    child.once('error', failed);
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  process.once('exit', () => child.kill('SIGKILL'));
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function startBuilt(say: (line: string) => void): Promise<RedisPart> {
  say('no Redis here: redis-memory-server builds one, which takes a minute the first time');
  const { RedisMemoryServer } = await import('redis-memory-server');
  const server = new RedisMemoryServer();
  try {
    const [host, port] = [await server.getHost(), await server.getPort()];
    return { url: `redis://${host}:${port}`, stop: async () => void (await server.stop()) };
  } catch (error) {
    throw new PartMissing(
      'No Redis: set REDIS_URL, or install redis (Debian: apt-get install redis-server; macOS: brew install redis).',
      { cause: error },
    );
  }
}

/** A port of loopback that stays free until somebody asks for it by number. */
export async function freePort(): Promise<number> {
  const [port = 0] = await reservePorts(1);
  return port;
}
