/** docker-registry's configuration file and what lies beside it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leaf } from '../../../src/sandbox/tls/authority.ts';
import { ISSUER, SERVICE, type TokenServer } from './token-server.ts';

export const LAB_USERS = ['ci', 'robot$shop+ci'] as const;
export const LAB_PASSWORD = 'correct-horse';
/** bcrypt of LAB_PASSWORD: docker-registry reads nothing weaker. */
const LAB_PASSWORD_BCRYPT = '$2b$05$abcdefghijklmnopqrstuuZ0Fx87Pb/Aqb0E90lfvCwzXnaFKUHpS';

export interface Settings {
  readonly port: number;
  readonly leaf: Leaf | null;
  readonly auth: 'none' | 'htpasswd' | 'token';
  readonly tokens: TokenServer | null;
  readonly storage: string;
  readonly plain: boolean;
  readonly fault: { readonly realm?: string; readonly service?: string };
}

/** docker-registry's configuration; JSON is YAML. */
export async function settings(
  folder: string,
  { port, leaf, auth, tokens, storage, plain, fault }: Settings,
): Promise<string> {
  const at = (name: string): string => join(folder, name);
  await writeFile(at('htpasswd'), LAB_USERS.map((user) => `${user}:${LAB_PASSWORD_BCRYPT}\n`).join(''));
  if (leaf)
    await Promise.all([writeFile(at('tls.crt'), leaf.certPem), writeFile(at('tls.key'), leaf.keyPem)]);
  const right = `${plain ? 'http' : 'https'}://auth.acme.test:${tokens?.port}/service/token`;
  const { realm = right, service = SERVICE } = fault;
  const auths = {
    none: {},
    htpasswd: { auth: { htpasswd: { realm: 'Acme', path: at('htpasswd') } } },
    token: { auth: { token: { realm, service, issuer: ISSUER, rootcertbundle: at('ca.pem') } } },
  };
  return JSON.stringify({
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: {
      addr: `127.0.0.1:${port}`,
      ...(leaf ? { tls: { certificate: at('tls.crt'), key: at('tls.key') } } : {}),
    },
    ...auths[auth],
  });
}
