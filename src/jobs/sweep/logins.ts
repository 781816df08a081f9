/** Which logins of a pod matter for an image, as a key: pods with the same key get the same answers. */
import { createHmac, randomBytes } from 'node:crypto';
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import { matchCredentials } from '../../engine/credential-match.ts';
import { type DockerConfigEntry, readDockerConfig } from '../../engine/docker-config.ts';
import type { ImageReference } from '../../engine/reference.ts';

type Secret =
  | { readonly name: string; readonly state: 'read'; readonly entries: readonly DockerConfigEntry[] }
  /** Missing, unreadable or malformed: a matter of this very Secret. */
  | { readonly name: string; readonly state: 'useless'; readonly says: string };

export type LoginsKey = (pod: PodRecord, ref: ImageReference) => Promise<string>;

/**
 * Logins that match are told apart by what they hold, so that one login copied into forty namespaces is asked
 * for once. The key is of use within one sweep only: its salt is thrown away with it, and nothing can be read
 * from it.
 */
export function loginsKeyOver(reader: ClusterReader): LoginsKey {
  const salt = randomBytes(32);
  const known = new Map<string, Promise<string>>();
  const keyOf = async (namespace: string, names: readonly string[], ref: ImageReference): Promise<string> => {
    const secrets = await Promise.all(names.map((name) => readSecret(reader, namespace, name)));
    const useless = secrets.flatMap((secret) =>
      secret.state === 'useless' ? [`${namespace}/${secret.name} ${secret.says}`] : [],
    );
    const entries = secrets.flatMap((secret) =>
      secret.state === 'read' ? secret.entries.map((entry) => ({ ...entry, secret: secret.name })) : [],
    );
    const { matching, passedOver } = matchCredentials(ref, entries);
    const sent = matching.map(({ key, secret, login, unusable }) => [secret, key, login, unusable]);
    // Only where nothing matches do the others matter: one of them may have been meant for this registry.
    const others = sent.length > 0 ? [] : passedOver.map(({ entry }) => [entry.secret, entry.key]).toSorted();
    const whole = JSON.stringify([useless, sent, others]);
    return createHmac('sha256', salt).update(whole).digest('base64url');
  };
  // Thousands of pods name the same Secrets for the same image.
  return ({ namespace, imagePullSecrets }, ref) => {
    const names = [...new Set(imagePullSecrets)];
    const same = [namespace, ref.domain, ref.path, ...names].join(' ');
    const key = known.get(same) ?? keyOf(namespace, names, ref);
    known.set(same, key);
    return key;
  };
}

async function readSecret(reader: ClusterReader, namespace: string, name: string): Promise<Secret> {
  const answer = await reader.secret(namespace, name);
  if (answer.ended !== 'found') return { name, state: 'useless', says: answer.ended };
  const config = readDockerConfig(answer.value.type, answer.value.data);
  if ('malformed' in config) return { name, state: 'useless', says: config.malformed };
  return { name, state: 'read', entries: config.entries };
}
