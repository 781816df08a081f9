/** Of Secrets that pods and service accounts pull with: whether they are there, their type, hosts and user names. */
import type { Manifest } from '../../clients/bundle/manifest.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import { DOCKER_CFG, DOCKER_CONFIG_JSON, readDockerConfig } from '../../engine/credential-match.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import { listAt, textAt } from '../../engine/kubernetes/fields.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

const MOST = 60;

export async function collectSecrets(
  reader: ClusterReader,
  pods: readonly KubeObject[],
): Promise<{ readonly secrets: Manifest['secrets']; readonly couldNotLook: readonly BlindSpot[] }> {
  const named = new Set(
    pods.flatMap(({ metadata, spec }) =>
      listAt(spec, 'imagePullSecrets').flatMap((one) => {
        const name = textAt(one, 'name');
        return name === null ? [] : [`${metadata.namespace ?? ''}/${name}`];
      }),
    ),
  );
  const told = await Promise.all([...named].slice(0, MOST).map((one) => tell(reader, one)));
  return {
    secrets: told.flatMap((one) => ('is' in one ? [one] : [])),
    couldNotLook: told.flatMap((one) => ('why' in one ? [one] : [])),
  };
}

/** Nothing else of a Secret leaves this function. */
async function tell(reader: ClusterReader, at: string): Promise<Manifest['secrets'][number] | BlindSpot> {
  const [namespace = '', name = ''] = at.split('/');
  const answer = await reader.secret(namespace, name);
  if (answer.ended === 'not-found') return { namespace, name, is: 'absent' };
  if (answer.ended !== 'found') return { probe: `secret ${at}`, why: answer.says };
  const { type, data } = answer.value;
  if (type !== DOCKER_CONFIG_JSON && type !== DOCKER_CFG) return { namespace, name, is: 'there', type };
  const config = readDockerConfig(type, data);
  const hosts =
    'malformed' in config ? [] : config.entries.map(({ key, username }) => ({ host: key, user: username }));
  return { namespace, name, is: 'there', type, hosts };
}
