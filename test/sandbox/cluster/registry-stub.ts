/** A small registry for the kubelet's tests: over TLS or not, with a token service or Basic, and made to fail. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Leaf } from '../../../src/sandbox/tls/authority.ts';

export interface StubOptions {
  readonly tls?: Leaf;
  readonly auth?: 'none' | 'basic' | 'token';
  readonly login?: { readonly username: string; readonly password: string };
  /** Who may not pull even with a good login. */
  readonly forbidden?: boolean;
  /** Answers every manifest question with this status. */
  readonly fails?: number;
}

export interface Stub {
  readonly port: number;
  /** Makes `path:tag` available for these architectures, or for one without an index. */
  hold(path: string, tag: string, architectures: readonly string[], indexed?: boolean): void;
  /** Loses the layer of every image. */
  loseLayers(): void;
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

interface Content {
  readonly body: Buffer;
  readonly type: string;
  readonly layer?: boolean;
}

const OCI = 'application/vnd.oci.image';

export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const content = new Map<string, Content>();
  const asked: string[] = [];
  const put = (
    value: unknown,
    type: string,
    layer = false,
  ): { digest: string; size: number; mediaType: string } => {
    const body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    content.set(digest, { body, type, layer });
    return { digest, size: body.length, mediaType: type };
  };
  const manifest = (architecture: string): { digest: string; size: number; mediaType: string } => {
    const config = put({ architecture, os: 'linux' }, `${OCI}.config.v1+json`);
    const layers = [put(`a layer for ${architecture}`, `${OCI}.layer.v1.tar+gzip`, true)];
    return put(
      { schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`, config, layers },
      `${OCI}.manifest.v1+json`,
    );
  };

  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    asked.push(`${request.method} ${url.pathname}`);
    if (url.pathname === '/token') return void answerToken(request, response);
    if (!allowed(request)) return void challenge(request, response);
    if (options.fails && url.pathname.includes('/manifests/'))
      return void refuse(response, options.fails, 'DENIED');
    const key = url.pathname.replace(/^\/v2\//, '').replace(/\/(manifests|blobs)\//, ':');
    const found = content.get(key) ?? content.get(url.pathname.split('/').at(-1) ?? '');
    if (!found) return void refuse(response, 404, 'MANIFEST_UNKNOWN');
    const digest = `sha256:${createHash('sha256').update(found.body).digest('hex')}`;
    const headers = {
      'content-type': found.type,
      'docker-content-digest': digest,
      'content-length': found.body.length,
    };
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : found.body);
  };
  const scheme = options.tls ? 'https' : 'http';
  const basic = `Basic ${Buffer.from(`${options.login?.username}:${options.login?.password}`).toString('base64')}`;
  const allowed = ({ headers }: IncomingMessage): boolean => {
    if (!options.auth || options.auth === 'none') return true;
    if (options.auth === 'basic') return headers.authorization === basic;
    return headers.authorization === 'Bearer good';
  };
  const challenge = (request: IncomingMessage, response: ServerResponse): void => {
    const realm = `${scheme}://${request.headers.host}/token`;
    const again = request.headers.authorization ? ',error="insufficient_scope"' : '';
    const scope = 'repository:shop/cart:pull';
    const bearer = `Bearer realm="${realm}",service="stub",scope="${scope}"${again}`;
    response.setHeader('www-authenticate', options.auth === 'basic' ? 'Basic realm="stub"' : bearer);
    refuse(response, 401, 'UNAUTHORIZED');
  };
  const answerToken = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST') return void refuse(response, 405, 'UNSUPPORTED');
    const given = request.headers.authorization;
    if (given && given !== basic) return void refuse(response, 401, 'UNAUTHORIZED');
    response.end(JSON.stringify({ token: given && !options.forbidden ? 'good' : 'poor' }));
  };
  const refuse = (response: ServerResponse, status: number, code: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ code, message: 'no' }] }));
  };

  const server = options.tls
    ? createSecureServer({ cert: options.tls.certPem, key: options.tls.keyPem }, handler)
    : createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    hold: (path, tag, architectures, indexed = true) => {
      const manifests = architectures.map((architecture) => ({
        ...manifest(architecture),
        platform: { os: 'linux', architecture },
      }));
      const index = { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests };
      const top = indexed ? put(index, `${OCI}.index.v1+json`).digest : (manifests[0]?.digest ?? '');
      const held = content.get(top);
      if (held) content.set(`${path}:${tag}`, held);
    },
    loseLayers: () => {
      for (const [digest, { layer }] of content) if (layer) content.delete(digest);
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
