/** `GET /sandbox/stream`: every change as a server-sent event, for the page. */
import type { ServerResponse } from 'node:http';
import type { World } from '../world.ts';

export interface Streams {
  add(response: ServerResponse): void;
  stop(): void;
}

const ALIVE_MS = 15_000;

export function createStreams(world: World): Streams {
  const open = new Set<ServerResponse>();
  const send = (event: unknown): void => {
    for (const response of open) response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const ends = [
    world.messages.watch((change) => send(change)),
    world.views.watch((user) =>
      send({ kind: 'views', user, stack: world.views.stack(user), home: world.views.home(user) ?? null }),
    ),
  ];
  const alive = setInterval(() => {
    for (const response of open) response.write(': alive\n\n');
  }, ALIVE_MS).unref();
  return {
    add: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    stop: () => {
      clearInterval(alive);
      for (const end of ends) end();
      for (const response of open) response.end();
    },
  };
}
