/** A real nginx with one server block, for what reverse proxies do to registries. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import type { Leaf } from '../../../src/sandbox/tls/authority.ts';
import type { Hole } from './holes.ts';
import { startProcess } from './process.ts';

export interface NginxOptions {
  /** Lines inside the server block: `location / { return 503; }`. */
  readonly server: string;
  readonly tls?: Leaf;
  /** Lines inside the http block. */
  readonly http?: string;
}

/** Starts nginx on a port of loopback; `path` is nginx's, as describeWith gives it. */
export async function startNginx(path: string, { server, tls, http = '' }: NginxOptions): Promise<Hole> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-lab-nginx-'));
  const port = await freePort();
  const at = (name: string): string => join(folder, name);
  if (tls) await Promise.all([writeFile(at('tls.crt'), tls.certPem), writeFile(at('tls.key'), tls.keyPem)]);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${at(name)};`)
    .join('\n');
  const config = `
    daemon off; master_process off; pid ${at('pid')}; error_log ${at('error.log')};
    events { worker_connections 64; }
    http {
      access_log off; ${temporary} ${http}
      server {
        listen 127.0.0.1:${port}${tls ? ' ssl' : ''};
        ${tls ? `ssl_certificate ${at('tls.crt')}; ssl_certificate_key ${at('tls.key')};` : ''}
        ${server}
      }
    }`;
  await writeFile(at('nginx.conf'), config);
  const started = await startProcess(
    path,
    ['-p', folder, '-c', at('nginx.conf'), '-e', at('error.log')],
    port,
  );
  return {
    port,
    stop: async () => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
