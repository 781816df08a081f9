/** `/healthz` and `/readyz`: what a process says of itself to whoever probes it. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { Standing } from './standing.ts';

/** Takes the path of the request; anything but the two is not here. */
export async function answerHealth(
  path: string | undefined,
  standing: Standing,
  response: ServerResponse,
): Promise<void> {
  switch (path) {
    case '/healthz':
      return say(response, standing.ended(), 'ok');
    case '/readyz':
      return say(response, standing.ended() ?? (await standing.notReady()), 'ready');
    default:
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not here\n');
  }
}

/** For a process without a bot, which serves them itself. Throws when the port cannot be had. */
export async function serveHealth(port: number, standing: Standing): Promise<{ stop(): void }> {
  const server = createServer((request, response) => {
    void answerHealth(request.url, standing, response);
  });
  server.listen(port);
  await once(server, 'listening');
  return { stop: () => server.close() };
}

function say(response: ServerResponse, why: string | null, well: string): void {
  response
    .writeHead(why === null ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' })
    .end(`${why ?? well}\n`);
}
