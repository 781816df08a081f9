/** Literal facts that several checks' tests start from. */
import { parseReference } from '../../src/engine/reference.ts';
import type { Handshake } from '../../src/engine/registry.ts';
import type { Authorization, Who } from '../../src/probes/authorization.ts';
import type { ChallengeFact } from '../../src/probes/challenge.ts';
import type { Credential, CredentialsFact, PassedOver } from '../../src/probes/credentials.ts';
import type { FoundManifest, ManifestAttempt, ManifestFact } from '../../src/probes/manifest.ts';
import type { NodeFact } from '../../src/probes/node.ts';
import type { PodFact } from '../../src/probes/pod.ts';
import { PULL } from './given.ts';

export const ANONYMOUS: Who = { kind: 'anonymous' };
export const OWN: Who = { kind: 'own', username: 'robot$medic' };
export const REGCRED: Credential = {
  id: 'regcred/harbor.acme.test',
  secret: 'regcred',
  key: 'harbor.acme.test',
  username: 'robot$shop+ci',
};
export const LOGIN: Who = {
  kind: 'credential',
  id: REGCRED.id,
  username: REGCRED.username,
  secret: 'regcred',
};

export const reference = parseReference(PULL.image);

export function credentials(over: Partial<CredentialsFact> = {}): CredentialsFact {
  return {
    matching: [],
    passedOver: [],
    missingSecrets: [],
    unusableSecrets: [],
    unreadableSecrets: [],
    ...over,
  };
}

export function passedOver(key: string, why: PassedOver['why']): PassedOver {
  return { id: `other/${key}`, secret: 'other', key, username: 'ci', why };
}

export function asked(who: Who, ended: Authorization['ended'], says = '401 Unauthorized'): Authorization {
  const by = 'token service harbor.acme.test';
  return { who, ended, status: ended === 'granted' ? 200 : 401, code: null, says, by, actions: null };
}

export function authorization(...entries: readonly Authorization[]) {
  return { scheme: 'bearer' as const, asked: entries };
}

export function attempt(who: Who, ended: ManifestAttempt['ended'], says = '404 Not Found'): ManifestAttempt {
  return { who, ended, status: 404, code: null, says, limits: {} };
}

export function manifest(
  attempts: readonly ManifestAttempt[],
  found: FoundManifest | null = null,
): ManifestFact {
  return { url: 'https://harbor.acme.test/v2/shop/cart/manifests/1.8.2', attempts, found };
}

export function foundBy(who: Who, over: Partial<FoundManifest> = {}): ManifestFact {
  const found: FoundManifest = {
    who,
    digest: 'sha256:9f2c',
    mediaType: 'application/vnd.oci.image.index.v1+json',
    platforms: null,
    blobs: [],
    ...over,
  };
  return manifest([attempt(who, 'found', '200 OK')], found);
}

export function challenge(over: Partial<ChallengeFact> = {}): ChallengeFact {
  return {
    url: 'https://harbor.acme.test/v2/',
    ending: { ended: 'answered', status: 401, headers: {}, body: '', truncated: false },
    scheme: 'bearer',
    realm: 'https://harbor.acme.test/service/token',
    service: 'harbor-registry',
    registry: true,
    ...over,
  };
}

export function answered(status: number, body = '', headers: Readonly<Record<string, string>> = {}) {
  return { ended: 'answered' as const, status, headers, body, truncated: false };
}

type Done = Extract<Handshake, { ended: 'done' }>;

export function tls(over: Partial<Done> = {}, dates: { from?: string; to?: string } = {}) {
  const leaf = {
    subject: 'CN=harbor.acme.test',
    issuer: 'CN=Acme Issuing CA',
    validFrom: dates.from ?? '2026-01-01T00:00:00.000Z',
    validTo: dates.to ?? '2027-01-01T00:00:00.000Z',
    names: ['harbor.acme.test'],
    fingerprint256: 'AA:BB',
  };
  const handshake: Done = {
    ended: 'done',
    protocol: 'TLSv1.3',
    chain: [leaf],
    untrusted: null,
    mismatch: null,
    ...over,
  };
  return shakes(handshake);
}

export function shakes(handshake: Handshake | null, spoken: 'tls' | 'plain' = 'tls') {
  return { host: 'harbor.acme.test', port: 443, spoken, handshake, trust: 'system' };
}

type Ended = 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset';

export function tcp(...dials: readonly (readonly [address: string, ended: Ended])[]) {
  return {
    host: 'harbor.acme.test',
    port: 443,
    open: dials.some(([, ended]) => ended === 'open'),
    dials: dials.map(([address, ended]) => ({
      address,
      ms: 3000,
      dial: ended === 'open' ? { ended } : { ended, says: `connect ${ended} ${address}:443` },
    })),
  };
}

export function node(over: Partial<NodeFact['node']> = {}): NodeFact {
  return {
    holdsImage: false,
    node: {
      name: 'worker-3',
      os: 'linux',
      arch: 'arm64',
      runtime: 'containerd://2.1.4',
      kubelet: 'v1.34.1',
      ready: true,
      diskPressure: false,
      images: [],
      ...over,
    },
  };
}

export function pod(container: Partial<PodFact['container']>): PodFact {
  const one: PodFact['container'] = {
    name: 'web',
    kind: 'main',
    image: PULL.image,
    imagePullPolicy: 'IfNotPresent',
    state: 'waiting',
    reason: 'ErrImagePull',
    message: null,
    imageId: '',
    startedAt: null,
    ...container,
  };
  return {
    container: one,
    pod: {
      namespace: 'shop',
      name: 'cart-0',
      uid: '1',
      labels: {},
      phase: 'Pending',
      node: 'worker-3',
      createdAt: '2026-03-01T02:00:00Z',
      serviceAccount: 'default',
      imagePullSecrets: [],
      owner: null,
      containers: [one],
    },
  };
}

export function kubelet(...says: readonly string[]) {
  const at = '2026-03-01T02:58:00Z';
  return {
    reason: 'ErrImagePull',
    texts: says.map((text) => ({ says: text, from: 'Failed', at, count: 1 })),
    pulled: null,
    since: at,
    secretWarnings: [],
  };
}

export function exists(...tags: readonly string[]) {
  return { state: 'exists' as const, who: OWN, tags, complete: true, says: `200 OK: ${tags.length} tags` };
}

export const ABSENT = {
  state: 'absent' as const,
  who: OWN,
  says: '404 NAME_UNKNOWN',
  project: 'exists' as const,
  nearest: ['shop/card'],
};
export const HIDDEN = { state: 'hidden' as const, says: '401 Unauthorized' };

/** What Harbor tells of a project that is pushed to. */
export function project(over: object = {}) {
  const quota = { used: 1_000, hard: null };
  const limits = { name: 'shop', proxyOf: null, quota, readOnly: false, tag: 'new', hidden: [], ...over };
  return { name: 'shop', ended: 'found', limits };
}
