/** A real docker-registry behind real TLS, with a DNS of its own, for any test that pulls. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import type { NetworkSource } from '../../../src/clients/network/sites.ts';
import type { RegistryConfig } from '../../../src/config.ts';
import { type DnsServer, startDns } from '../../../src/sandbox/dns/server.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type Authority, createAuthority } from '../../../src/sandbox/tls/authority.ts';
import { type ConfigChange, configOf } from './lab-config.ts';
import { startProcess } from './process.ts';
import { deleteManifest, type Push, type Pushed, type PushTo, pushImage } from './push.ts';
import { PUSHER, pushLogin } from './push-login.ts';
import { settings } from './registry-settings.ts';
import { type LabUser, startTokenServer, type TokenServer } from './token-server.ts';

export interface LabOptions {
  readonly auth?: 'none' | 'htpasswd' | 'token';
  /** What is wrong with its certificate. `plain`: no TLS at all. */
  readonly tls?: 'good' | 'unknown-authority' | 'wrong-name' | 'expired' | 'plain';
  /** Name it is asked by. */
  readonly host?: string;
  /** For `token`. With `htpasswd` every name in LAB_USERS has the password LAB_PASSWORD. */
  readonly users?: Readonly<Record<string, LabUser>>;
  /** For `token`: repositories anybody may pull. */
  readonly open?: readonly string[];
  /** For `token`: answer as Harbor does, 200 to a bad login with a scope. */
  readonly harborish?: boolean;
  /** For `token`: what is wrong with its token service. */
  readonly tokenFault?: TokenFault;
  /** Its DNS and authority, where several labs stand in one world; absent: its own. */
  readonly shared?: { readonly dns: DnsServer; readonly authority: Authority };
  /** Registry settings that a test wants to add. */
  readonly registry?: Partial<Pick<RegistryConfig, 'kind' | 'login'>>;
}

export interface TokenFault {
  /** Sent in the challenge instead of the right one. */
  readonly realm?: string;
  readonly service?: string;
  /** Its tokens are signed by a key the registry does not know. */
  readonly signedBy?: 'stranger';
  /** How far its clock is off, seconds. */
  readonly clockSeconds?: number;
  /** How long its tokens live, seconds; absent: half an hour. */
  readonly livesSeconds?: number;
}

export interface Lab {
  /** `registry.acme.test:5000`, to write in front of `/repository:tag`. */
  readonly domain: string;
  readonly host: string;
  readonly port: number;
  readonly dns: DnsServer;
  /** PEM of the authority that vouches for it (or that should), and its path. */
  readonly authority: Authority;
  readonly caPath: string;
  /** Null unless `auth` is `token`. */
  readonly tokens: TokenServer | null;
  /** Folder that holds its `docker/registry/v2/…`. */
  readonly storage: string;
  /** A configuration that reaches it: its DNS, its authority, loopback allowed. */
  config(change?: ConfigChange): NetworkSource;
  push(image: Push): Promise<Pushed>;
  /** Deletes a manifest by the API, as retention does. */
  remove(repository: string, digest: string): Promise<void>;
  /** Takes a blob's bytes out of the storage, as a damaged registry would. */
  removeBlob(digest: string): Promise<void>;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** Starts a registry; `path` is docker-registry's, as describeWith gives it. */
export async function startLab(path: string, options: LabOptions = {}): Promise<Lab> {
  const { auth = 'none', tls = 'good', host = 'registry.acme.test' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'registry-lab-'));
  const [authority, stranger, dns, port] = await Promise.all([
    options.shared?.authority ?? createAuthority('Acme Test Authority'),
    createAuthority('Stranger Authority'),
    options.shared?.dns ?? startDns(),
    freePort(),
  ]);
  for (const name of [host, 'auth.acme.test']) dns.set(name, ['127.0.0.1']);
  const issuer = tls === 'unknown-authority' ? stranger : authority;
  const plain = tls === 'plain';
  const leaf = plain ? null : await issuer.issue(leafRequest(tls, host));
  const tokens = auth === 'token' ? await tokensFor(authority, stranger, options, plain) : null;
  const storage = join(folder, 'storage');
  const files = { ca: join(folder, 'ca.pem'), config: join(folder, 'config.json') };
  await writeFile(files.ca, authority.certPem);
  await writeFile(
    files.config,
    await settings(folder, { port, leaf, auth, tokens, storage, plain, fault: options.tokenFault ?? {} }),
  );
  const registry = await startProcess(path, ['serve', files.config], port, { OTEL_TRACES_EXPORTER: 'none' });
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const scheme = leaf ? 'https' : 'http';
  const domain = `${host}:${port}`;
  const pushTo: PushTo = {
    origin: `${scheme}://127.0.0.1:${port}`,
    dispatcher,
    authorization: (repository) => pushLogin(auth, tokens, dispatcher, repository, plain),
  };
  return {
    domain,
    host,
    port,
    dns,
    authority,
    caPath: files.ca,
    tokens,
    storage,
    config: (change = {}) =>
      configOf(
        { domain, resolver: dns.address, ca: files.ca, plain, registry: options.registry ?? {} },
        change,
      ),
    push: (image) => pushImage(pushTo, image),
    remove: (repository, digest) => deleteManifest(pushTo, repository, digest),
    removeBlob: (digest) => {
      const hex = digest.replace('sha256:', '');
      return rm(join(storage, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex), { recursive: true });
    },
    stop: async () => {
      const own = options.shared ? null : dns;
      await Promise.all([registry.stop(), tokens?.stop(), own?.stop(), dispatcher.destroy()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function leafRequest(tls: LabOptions['tls'], host: string) {
  if (tls === 'wrong-name') return { names: ['other.acme.test'] };
  if (tls !== 'expired') return { names: [host, '127.0.0.1'] };
  const [notBefore, notAfter] = [new Date(Date.now() - 90 * DAY_MS), new Date(Date.now() - 3 * DAY_MS)];
  return { names: [host], notBefore, notAfter };
}

async function tokensFor(
  authority: Authority,
  stranger: Authority,
  options: LabOptions,
  plain: boolean,
): Promise<TokenServer> {
  const { signedBy, clockSeconds = 0, livesSeconds = 1_800 } = options.tokenFault ?? {};
  const [signer, tls] = await Promise.all([
    (signedBy === 'stranger' ? stranger : authority).issue({ names: ['signer.acme.test'] }),
    authority.issue({ names: ['auth.acme.test'] }),
  ]);
  const users = { ...options.users, 'lab-pusher': PUSHER };
  const { open = [], harborish = false } = options;
  return startTokenServer({
    users,
    open,
    signer,
    tls: plain ? null : tls,
    harborish,
    clockSeconds,
    livesSeconds,
  });
}
