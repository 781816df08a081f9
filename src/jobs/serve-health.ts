/** `/healthz`, `/readyz` and `/metrics`: what a process says of itself to whoever probes or scrapes it. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { scrape } from '../metrics/scrape.ts';
import type { Standing } from './standing.ts';

/** Where a process says what; `/metrics` may have a port of its own. */
export const PATHS = ['/healthz', '/readyz', '/metrics'] as const;
export type Path = (typeof PATHS)[number];

/** What is served on PORT. */
export function pathsOn(env: { readonly METRICS_PORT?: number | undefined }): readonly Path[] {
  return env.METRICS_PORT === undefined ? PATHS : PATHS.filter((path) => path !== '/metrics');
}

/** Takes the path of the request; anything but `paths` is not here. */
export async function answerHealth(
  path: string | undefined,
  standing: Standing,
  response: ServerResponse,
  paths: readonly Path[] = PATHS,
): Promise<void> {
  const known = paths.find((one) => one === path?.split('?', 1)[0]);
  switch (known) {
    case '/healthz':
      return say(response, standing.ended(), 'ok');
    case '/readyz':
      return say(response, standing.ended() ?? (await standing.notReady()), 'ready');
    case '/metrics': {
      const { contentType, text } = await scrape();
      response.writeHead(200, { 'content-type': contentType }).end(text);
      return;
    }
    default:
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not here\n');
  }
}

/** For a process without a bot, and for a port of metrics alone. Throws when the port cannot be had. */
export async function serveHealth(
  port: number,
  standing: Standing,
  paths: readonly Path[] = PATHS,
): Promise<{ stop(): void }> {
  const server = createServer((request, response) => {
    answerHealth(request.url, standing, response, paths).catch(() => response.destroy());
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
