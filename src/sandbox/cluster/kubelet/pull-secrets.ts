/** The secrets a pod names for pulling, read as the kubelet reads them. */
import type { KubeObject, Pod } from '../objects.ts';
import type { Store } from '../store.ts';
import type { NodeLogin } from './keyring.ts';

export interface PullSecrets {
  readonly entries: readonly (readonly [key: string, login: NodeLogin])[];
  /** Named but not there. */
  readonly missing: readonly string[];
}

/** A secret whose content cannot be read; the pull fails with these words. */
export class BadSecret extends Error {
  override readonly name = 'BadSecret';
}

/** Throws BadSecret for a docker config that is none. */
export function readPullSecrets(pod: Pod, store: Store): PullSecrets {
  const names = (pod.spec.imagePullSecrets ?? []).map(({ name }) => name).filter(Boolean);
  const secrets = names.map((name) => store.get('secrets', pod.metadata.namespace ?? '', name));
  return {
    entries: secrets.flatMap((secret) => (secret ? entriesOf(secret) : [])),
    missing: names.filter((_, index) => secrets[index] === undefined),
  };
}

type Entry = readonly [key: string, login: NodeLogin];

function entriesOf(secret: KubeObject): readonly Entry[] {
  const data = (secret['data'] ?? {}) as Readonly<Record<string, string>>;
  const modern = data['.dockerconfigjson'];
  const legacy = data['.dockercfg'];
  if (secret['type'] === 'kubernetes.io/dockerconfigjson' && modern)
    return logins((decode(modern) as { auths?: Record<string, RawEntry> }).auths ?? {});
  if (secret['type'] === 'kubernetes.io/dockercfg' && legacy)
    return logins(decode(legacy) as Record<string, RawEntry>);
  return [];
}

interface RawEntry {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: string;
}

function decode(base64: string): unknown {
  const text = Buffer.from(base64, 'base64').toString();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    const first = text.trim()[0];
    if (first === undefined) throw new BadSecret('unexpected end of JSON input');
    if (first !== '{') throw new BadSecret(`invalid character '${first}' looking for beginning of value`);
    throw new BadSecret('unexpected end of JSON input');
  }
  throw new BadSecret('json: cannot unmarshal into Go value of type credentialprovider.DockerConfigJSON');
}

function logins(auths: Readonly<Record<string, RawEntry>>): readonly Entry[] {
  return Object.entries(auths).map(([key, entry]) => [key, loginOf(entry)]);
}

function loginOf({ username = '', password = '', auth }: RawEntry): NodeLogin {
  if (!auth) return { username, password };
  const [user = '', ...rest] = Buffer.from(auth, 'base64').toString().split(':');
  if (rest.length === 0)
    throw new BadSecret('unable to parse auth field, must be formatted as base64(username:password)');
  return { username: user, password: rest.join(':').replace(/\0+$/, '') };
}
