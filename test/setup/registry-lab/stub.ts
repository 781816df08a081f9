/** A small HTTP server that answers as a test says: for registries no program here can be (Harbor, Docker Hub). */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export interface StubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface StubRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Stub {
  readonly port: number;
  readonly origin: string;
  readonly asked: readonly StubRequest[];
  stop(): Promise<void>;
}

/** Starts it on loopback; undefined answers are 404. */
export async function startStub(
  answer: (request: StubRequest, origin: string) => StubAnswer | undefined,
): Promise<Stub> {
  const asked: StubRequest[] = [];
  let origin = '';
  const server = createServer((request, response) => {
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
    asked.push(seen);
    const { status, headers = {}, body = '' } = answer(seen, origin) ?? { status: 404 };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  origin = `http://127.0.0.1:${address.port}`;
  return {
    port: address.port,
    origin,
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
