/** A port of loopback behind which virtual hosts answer, and which can turn bad while it runs. */
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { Leaf } from '../tls/authority.ts';
import { exchange, type Handler, sayText } from './exchange.ts';

/** `tls` and `plain` answer; `black-hole` takes connections and stays silent; `closed` listens not at all. */
export type GateState = 'tls' | 'plain' | 'black-hole' | 'closed';

export interface Gate {
  readonly port: number;
  /** Adds or replaces a virtual host. */
  host(name: string, handle: Handler): void;
  /** Swaps the certificate sent for a name; new connections see it. */
  certificate(name: string, leaf: Leaf): void;
  /** Changes what the port does; open connections are cut. */
  become(state: GateState): Promise<void>;
  stop(): Promise<void>;
}

export interface GateOptions {
  readonly port: number;
  readonly state: GateState;
}

/** Opens a gate on 127.0.0.1. Throws when the port is taken. */
export async function openGate({ port, state }: GateOptions): Promise<Gate> {
  const hosts = new Map<string, Handler>();
  const contexts = new Map<string, SecureContext>();
  const sockets = new Set<Socket>();
  /** Which host a TLS connection asked for. */
  const greeted = new Map<TLSSocket, string>();
  const handle: Handler = (ask) =>
    hosts.get(ask.host)?.(ask) ?? sayText(421, `no host ${ask.host} behind this port\n`);
  let server: Server | null = null;

  const close = async (): Promise<void> => {
    const open = server;
    server = null;
    for (const socket of sockets) socket.destroy();
    if (!open?.listening) return;
    open.close();
    await once(open, 'close');
  };
  const become = async (next: GateState): Promise<void> => {
    await close();
    if (next === 'closed') return;
    server = create(next, handle, contexts);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    });
    server.on('secureConnection', (socket: TLSSocket) => {
      if (typeof socket.servername === 'string') greeted.set(socket, socket.servername);
      socket.once('close', () => greeted.delete(socket));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await become(state);
  return {
    port,
    host: (name, handler) => void hosts.set(name, handler),
    certificate: (name, { certPem, keyPem }) => {
      contexts.set(name, createSecureContext({ cert: certPem, key: keyPem }));
      // Kept-alive connections of this host would still show the old certificate.
      for (const [socket, host] of greeted) if (host === name) socket.destroy();
    },
    become,
    stop: close,
  };
}

function create(
  state: Exclude<GateState, 'closed'>,
  handle: Handler,
  contexts: Map<string, SecureContext>,
): Server {
  if (state === 'black-hole') return createTcp((socket) => void socket.resume());
  if (state === 'plain') return createHttp((request, response) => void exchange(handle, request, response));
  return createHttps(
    {
      SNICallback: (name, done) => {
        const context = contexts.get(name.toLowerCase());
        if (context) done(null, context);
        else done(new Error(`no certificate for ${name}`));
      },
    },
    (request, response) => void exchange(handle, request, response),
  );
}
