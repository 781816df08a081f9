/** Plain HTTPS requests with the credentials of a kubeconfig, as small as a test needs them. */
import { request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

export type Call = <T>(method: string, path: string, body?: unknown, type?: string) => Promise<T>;

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(what: string, status: number, says: string) {
    super(`${what}: ${status} ${says}`);
    this.status = status;
  }
}

/** Throws Refused for anything but a 2xx. */
export function callerOf(config: KubeConfig): Call {
  const server = config.getCurrentCluster()?.server ?? '';
  return async <T>(method: string, path: string, body?: unknown, type = 'application/json') => {
    const options: Parameters<typeof config.applyToHTTPSOptions>[0] = {
      method,
      headers: { 'content-type': type, accept: 'application/json' },
    };
    await config.applyToHTTPSOptions(options);
    return new Promise<T>((done, failed) => {
      const sent = request(new URL(path, server), options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const said = Buffer.concat(parts).toString();
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) done(JSON.parse(said) as T);
          else failed(new Refused(`${method} ${path}`, status, said));
        });
      });
      sent.on('error', failed);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  };
}
