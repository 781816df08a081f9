import { CouldNotAsk } from '../engine/answer.ts';
import type { ClusterReader, SecretRecord } from '../engine/cluster.ts';
import { DOCKER_CFG, DOCKER_CONFIG_JSON, readDockerConfig } from '../engine/credential-match.ts';
import type { Probe, Vault } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { pod } from './pod.ts';

/** The Secrets the pod names for pulling, as the kubelet sees them. Passwords are in the vault, never here. */
export interface PullSecretsFact {
  readonly secrets: readonly PullSecret[];
  readonly serviceAccount: {
    readonly name: string;
    readonly state: 'found' | 'missing' | 'unreadable';
    /** Secrets the service account names today but the pod does not carry (it was created before). */
    readonly notInPod: readonly string[];
    /** Why it could not be read. */
    readonly says?: string;
  };
}

export type PullSecret =
  | { readonly name: string; readonly state: 'missing'; readonly says: string }
  /** The API server refused us this Secret: a blind spot, not a fault. */
  | { readonly name: string; readonly state: 'unreadable'; readonly says: string }
  | { readonly name: string; readonly state: 'wrong-type'; readonly type: string }
  | { readonly name: string; readonly state: 'malformed'; readonly type: string; readonly says: string }
  | {
      readonly name: string;
      readonly state: 'read';
      readonly type: string;
      readonly createdAt: string;
      /** Last write that the API server recorded, where it did. */
      readonly changedAt?: string;
      readonly entries: readonly PullSecretEntry[];
    };

export interface PullSecretEntry {
  /** Key of `auths` as written: `https://harbor.example.com`, `index.docker.io/v1/`. */
  readonly key: string;
  readonly username: string;
  /** Id under which the vault keeps the login: `<secret>/<key>`. */
  readonly credential: string;
  /** An entry without a usable login, and why. */
  readonly unusable?: string;
}

const words: Words<{ readonly asks: string; readonly noCluster: string }> = {
  en: { asks: 'reading its pull secrets', noCluster: 'no cluster belongs to this question' },
};

/**
 * Reads the Secrets in the pod's own imagePullSecrets. Those of the service account were copied there when the
 * pod was created; one added later does not reach it (kubernetes plugin/pkg/admission/serviceaccount).
 */
export const pullSecrets: Probe<PullSecretsFact> = {
  id: 'pull-secrets',
  asks: () => words.en.asks,
  rights: [
    { group: '', resource: 'secrets', verb: 'get' },
    { group: '', resource: 'serviceaccounts', verb: 'get' },
  ],
  ask: async (ctx) => {
    const { pod: of } = await ctx.need(pod);
    const { cluster, vault } = ctx;
    if (!cluster) throw new CouldNotAsk(words.en.noCluster);
    const names = [...new Set(of.imagePullSecrets)];
    const [secrets, serviceAccount] = await Promise.all([
      Promise.all(names.map((name) => readSecret(cluster, vault, of.namespace, name))),
      readAccount(cluster, of.namespace, of.serviceAccount, names),
    ]);
    return { secrets, serviceAccount };
  },
};

async function readAccount(
  cluster: ClusterReader,
  namespace: string,
  name: string,
  inPod: readonly string[],
): Promise<PullSecretsFact['serviceAccount']> {
  const answer = await cluster.serviceAccount(namespace, name);
  if (answer.ended === 'not-found') return { name, state: 'missing', notInPod: [] };
  if (answer.ended !== 'found') return { name, state: 'unreadable', notInPod: [], says: answer.says };
  const notInPod = answer.value.imagePullSecrets.filter((secret) => !inPod.includes(secret));
  return { name, state: 'found', notInPod };
}

async function readSecret(
  cluster: ClusterReader,
  vault: Vault,
  namespace: string,
  name: string,
): Promise<PullSecret> {
  const answer = await cluster.secret(namespace, name);
  if (answer.ended === 'not-found') return { name, state: 'missing', says: answer.says };
  if (answer.ended !== 'found') return { name, state: 'unreadable', says: answer.says };
  return readEntries(answer.value, vault);
}

function readEntries({ name, type, createdAt, changedAt, data }: SecretRecord, vault: Vault): PullSecret {
  if (type !== DOCKER_CONFIG_JSON && type !== DOCKER_CFG) return { name, state: 'wrong-type', type };
  const config = readDockerConfig(type, data);
  if ('malformed' in config) return { name, state: 'malformed', type, says: config.malformed };
  const entries = config.entries.map(({ key, username, login, unusable }) => {
    const credential = `${name}/${key}`;
    if (login) vault.keep(credential, login);
    return { key, username, credential, ...(unusable === undefined ? {} : { unusable }) };
  });
  return { name, state: 'read', type, createdAt, ...(changedAt === undefined ? {} : { changedAt }), entries };
}
