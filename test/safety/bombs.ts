/** Answers of a registry that are made to fill memory, to hold time or to never end; by what they are. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const ZEROS = Buffer.alloc(256 * 1024 * 1024);

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Writes until the other side hangs up. */
const endless =
  (piece: Buffer, everyMs = 0): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': MANIFEST });
    const go = (): void => {
      if (response.destroyed) return;
      if (everyMs > 0) {
        response.write(piece);
        setTimeout(go, everyMs);
      } else if (response.write(piece)) setImmediate(go);
      else response.once('drain', go);
    };
    go();
  };

const body =
  (bytes: Buffer | string, headers: Record<string, string>): Answer =>
  (_, response) => {
    response.writeHead(200, headers).end(bytes);
  };

const packed = (encoding: string, bytes: Buffer): Answer =>
  body(bytes, { 'content-type': MANIFEST, 'content-encoding': encoding });

const descriptors = (count: number, mediaType: string, more: object = {}): string =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      mediaType,
      digest: `sha256:${at.toString(16).padStart(64, '0')}`,
      size: 1,
      ...more,
    }),
  ).join(',');

let pages = 0;

/** By name: where it is answered, and with what. */
export const BOMBS: Readonly<Record<string, { readonly at: RegExp; readonly answer: Answer }>> = {
  'a manifest without end': { at: /manifests/, answer: endless(Buffer.alloc(1024 * 1024, 32)) },
  'a token without end': { at: /token/, answer: endless(Buffer.alloc(1024 * 1024, 65)) },
  'tags without end': { at: /tags/, answer: endless(Buffer.from('"tag",'.repeat(10_000))) },
  'a byte a second': { at: /manifests|tags|token/, answer: endless(Buffer.from('x'), 1_000) },
  'gzip of 256 MiB': { at: /manifests|tags/, answer: packed('gzip', gzipSync(ZEROS)) },
  'deflate of 256 MiB': { at: /manifests|tags/, answer: packed('deflate', deflateSync(ZEROS)) },
  'brotli of 256 MiB': {
    at: /manifests|tags/,
    answer: packed('br', brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })),
  },
  'JSON 100,000 deep': {
    at: /manifests|tags|token/,
    answer: body(`${'{"a":['.repeat(100_000)}${']}'.repeat(100_000)}`, { 'content-type': MANIFEST }),
  },
  'brackets 4,000,000 deep': {
    at: /manifests|tags/,
    answer: body('['.repeat(4_000_000), { 'content-type': MANIFEST }),
  },
  'an index of 100,000': {
    at: /manifests/,
    answer: body(
      `{"schemaVersion":2,"mediaType":"${INDEX}","manifests":[${descriptors(100_000, MANIFEST)}]}`,
      { 'content-type': INDEX },
    ),
  },
  'an index of 20,000': {
    at: /manifests/,
    answer: body(
      `{"schemaVersion":2,"mediaType":"${INDEX}","manifests":[${descriptors(20_000, MANIFEST, { platform: { os: 'linux', architecture: 'amd64' } })}]}`,
      { 'content-type': INDEX },
    ),
  },
  'an index that holds itself': {
    at: /manifests/,
    answer: body(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [
          { mediaType: INDEX, digest: DIGEST, size: 9, platform: { os: 'linux', architecture: 'amd64' } },
        ],
      }),
      { 'content-type': INDEX, 'docker-content-digest': DIGEST },
    ),
  },
  '20,000 layers': {
    at: /manifests/,
    answer: body(
      `{"schemaVersion":2,"mediaType":"${MANIFEST}","config":{"mediaType":"x","digest":"${DIGEST}","size":1},"layers":[${descriptors(20_000, 'application/vnd.oci.image.layer.v1.tar')}]}`,
      { 'content-type': MANIFEST },
    ),
  },
  'pages without end': {
    at: /tags/,
    answer: (_, response) => {
      pages += 1;
      response
        .writeHead(200, { link: `</v2/x/tags/list?last=${pages}>; rel="next"` })
        .end(JSON.stringify({ tags: [`t${pages}`] }));
    },
  },
  'redirects to itself': {
    at: /manifests|tags|blobs/,
    answer: ({ url }, response) => void response.writeHead(307, { location: `${url}?again` }).end(),
  },
  'a challenge of brackets': {
    at: /manifests|tags|token/,
    answer: (_, response) =>
      void response
        .writeHead(401, { 'www-authenticate': `Bearer ${'a="'.repeat(4_000)}`, link: '<'.repeat(3_000) })
        .end(),
  },
  'words that look like logins': {
    at: /manifests|tags|token/,
    answer: (_, response) =>
      void response.writeHead(500).end('eyJaaaaaaaa-password=x token="a://'.repeat(120_000)),
  },
};

export interface BombServer {
  readonly port: number;
  readonly asked: () => number;
  stop(): Promise<void>;
}

/** A registry that wants tokens, and answers where the bomb is with it. */
export async function startBomb({ at, answer }: (typeof BOMBS)[string]): Promise<BombServer> {
  let asked = 0;
  const server = createHttp((request, response) => {
    asked += 1;
    response.on('error', () => {});
    const url = request.url ?? '';
    if (at.test(url)) return answer(request, response);
    if (url.startsWith('/token')) return void response.end('{"token":"abc"}');
    if (request.headers.authorization) return void response.writeHead(url === '/v2/' ? 200 : 404).end('{}');
    const realm = `http://${request.headers.host}/token`;
    response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}",service="x"` }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Heads that never end: one header of many megabytes. */
export async function startEndlessHead(): Promise<BombServer> {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nx-long: ');
      const go = (): void => {
        if (socket.destroyed) return;
        if (socket.write('a'.repeat(65_536))) setImmediate(go);
        else socket.once('drain', go);
      };
      go();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    stop: async () => void server.close(),
  };
}
