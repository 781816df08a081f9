/** A proxy that dies halfway through every whole blob, and passes questions for a part of one. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'undici';
import type { Hole } from '../../setup/registry-lab/holes.ts';

export async function startHalfServer(origin: number): Promise<Hole> {
  const server = createServer(async (incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const range = headers.range === undefined ? {} : { range: headers.range };
    const answer = await request(`http://127.0.0.1:${origin}${url}`, {
      method: method === 'HEAD' ? 'HEAD' : 'GET',
      headers: range,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const kept = ['content-length', 'content-range', 'content-type', 'docker-content-digest'];
    for (const name of kept) {
      const value = answer.headers[name];
      if (value !== undefined) outgoing.setHeader(name, value);
    }
    outgoing.writeHead(answer.statusCode);
    if (method === 'HEAD' || answer.statusCode === 206) return void outgoing.end(bytes);
    outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    port: address.port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
