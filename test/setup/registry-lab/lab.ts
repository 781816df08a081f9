/** A real docker-registry behind real TLS, with a DNS of its own, for any test that pulls. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { type Config, NetworkConfig, RegistryConfig } from '../../../src/config.ts';
import { type DnsServer, startDns } from '../../../src/sandbox/dns/server.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type Authority, createAuthority, type Leaf } from '../../../src/sandbox/tls/authority.ts';
import { startProcess } from './process.ts';
import { type Push, type Pushed, pushImage } from './push.ts';
import { ISSUER, type LabUser, SERVICE, startTokenServer, type TokenServer } from './token-server.ts';

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
  /** Registry settings that a test wants to add. */
  readonly registry?: Partial<Pick<RegistryConfig, 'kind' | 'login'>>;
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
  /** `http.debug`-free folder of its storage: `docker/registry/v2/…`. */
  readonly storage: string;
  /** A configuration that reaches it: its DNS, its authority, loopback allowed. */
  config(change?: {
    readonly network?: object;
    readonly registry?: object | null;
  }): Pick<Config, 'file' | 'secret'>;
  push(image: Push): Promise<Pushed>;
  /** Takes a blob's bytes out of the storage, as a damaged registry would. */
  removeBlob(digest: string): Promise<void>;
  stop(): Promise<void>;
}

export const LAB_USERS = ['ci', 'robot$shop+ci'] as const;
export const LAB_PASSWORD = 'correct-horse';
/** bcrypt of LAB_PASSWORD: docker-registry reads nothing weaker. */
const LAB_PASSWORD_BCRYPT = '$2b$05$abcdefghijklmnopqrstuuZ0Fx87Pb/Aqb0E90lfvCwzXnaFKUHpS';

const PUSHER: LabUser = { password: 'pusher-of-the-lab', pulls: ['*'] };
const DAY_MS = 86_400_000;

/** Starts a registry; `path` is docker-registry's, as describeWith gives it. */
export async function startLab(path: string, options: LabOptions = {}): Promise<Lab> {
  const { auth = 'none', tls = 'good', host = 'registry.acme.test' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'registry-lab-'));
  const [authority, stranger, dns, port] = await Promise.all([
    createAuthority('Acme Test Authority'),
    createAuthority('Stranger Authority'),
    startDns({ [host]: ['127.0.0.1'], 'auth.acme.test': ['127.0.0.1'] }),
    freePort(),
  ]);
  const issuer = tls === 'unknown-authority' ? stranger : authority;
  const leaf = tls === 'plain' ? null : await issuer.issue(leafRequest(tls, host));
  const tokens = auth === 'token' ? await tokensFor(authority, options, tls === 'plain') : null;
  const storage = join(folder, 'storage');
  const files = { ca: join(folder, 'ca.pem'), config: join(folder, 'config.json') };
  await writeFile(files.ca, authority.certPem);
  await writeFile(
    files.config,
    await settings(folder, { port, leaf, auth, tokens, storage, plain: tls === 'plain' }),
  );
  const registry = await startProcess(path, ['serve', files.config], port, { OTEL_TRACES_EXPORTER: 'none' });
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const scheme = leaf ? 'https' : 'http';
  const domain = `${host}:${port}`;
  return {
    domain,
    host,
    port,
    dns,
    authority,
    caPath: files.ca,
    tokens,
    storage,
    config: (change = {}) => configOf({ domain, dns, ca: files.ca, options }, change),
    push: (image) => {
      const origin = `${scheme}://127.0.0.1:${port}`;
      const authorization = (repository: string) =>
        pushLogin(auth, tokens, dispatcher, repository, tls === 'plain');
      return pushImage({ origin, dispatcher, authorization }, image);
    },
    removeBlob: (digest) => {
      const hex = digest.replace('sha256:', '');
      return rm(join(storage, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex), { recursive: true });
    },
    stop: async () => {
      await Promise.all([registry.stop(), tokens?.stop(), dns.stop(), dispatcher.destroy()]);
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

async function tokensFor(authority: Authority, options: LabOptions, plain: boolean): Promise<TokenServer> {
  const [signer, tls] = await Promise.all([
    authority.issue({ names: ['signer.acme.test'] }),
    authority.issue({ names: ['auth.acme.test'] }),
  ]);
  const users = { ...options.users, 'lab-pusher': PUSHER };
  const { open = [], harborish = false } = options;
  return startTokenServer({ users, open, signer, tls: plain ? null : tls, harborish });
}

interface Settings {
  readonly port: number;
  readonly leaf: Leaf | null;
  readonly auth: NonNullable<LabOptions['auth']>;
  readonly tokens: TokenServer | null;
  readonly storage: string;
  readonly plain: boolean;
}

/** docker-registry's configuration; JSON is YAML. */
async function settings(
  folder: string,
  { port, leaf, auth, tokens, storage, plain }: Settings,
): Promise<string> {
  const at = (name: string): string => join(folder, name);
  await writeFile(at('htpasswd'), LAB_USERS.map((user) => `${user}:${LAB_PASSWORD_BCRYPT}\n`).join(''));
  if (leaf)
    await Promise.all([writeFile(at('tls.crt'), leaf.certPem), writeFile(at('tls.key'), leaf.keyPem)]);
  const realm = `${plain ? 'http' : 'https'}://auth.acme.test:${tokens?.port}/service/token`;
  const auths = {
    none: {},
    htpasswd: { auth: { htpasswd: { realm: 'Acme', path: at('htpasswd') } } },
    token: { auth: { token: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle: at('ca.pem') } } },
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

function configOf(
  lab: {
    readonly domain: string;
    readonly dns: DnsServer;
    readonly ca: string;
    readonly options: LabOptions;
  },
  change: { readonly network?: object; readonly registry?: object | null },
): Pick<Config, 'file' | 'secret'> {
  const registry = RegistryConfig.parse({
    name: 'lab',
    host: lab.domain,
    ca: lab.ca,
    plainHttp: lab.options.tls === 'plain',
    ...lab.options.registry,
    ...change.registry,
  });
  const network = NetworkConfig.parse({
    resolvers: [lab.dns.address],
    allowAddresses: ['127.0.0.0/8'],
    connectMs: 1_000,
    answerMs: 5_000,
    ...change.network,
  });
  const registries = change.registry === null ? [] : [registry];
  const secrets: Readonly<Record<string, string>> = { LAB_PASSWORD, PUSHER_PASSWORD: PUSHER.password };
  return { file: { clusters: [], registries, network }, secret: (name) => secrets[name] };
}

async function pushLogin(
  auth: LabOptions['auth'],
  tokens: TokenServer | null,
  dispatcher: Agent,
  repository: string,
  plain: boolean,
): Promise<string | null> {
  const basic = (user: string, password: string): string =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  if (auth === 'htpasswd') return basic(LAB_USERS[0], LAB_PASSWORD);
  if (!tokens) return null;
  const scope = encodeURIComponent(`repository:${repository}:pull,push`);
  const url = `${plain ? 'http' : 'https'}://127.0.0.1:${tokens.port}/service/token?service=${SERVICE}&scope=${scope}`;
  const headers = { authorization: basic('lab-pusher', PUSHER.password) };
  const answer = await dispatcher.request({ ...splitUrl(url), method: 'GET', headers });
  const body = (await answer.body.json()) as { readonly token: string };
  return `Bearer ${body.token}`;
}

function splitUrl(text: string): { readonly origin: string; readonly path: string } {
  const { origin, pathname, search } = new URL(text);
  return { origin, path: pathname + search };
}
