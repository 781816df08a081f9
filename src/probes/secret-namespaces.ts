import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { PodRecord } from '../engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Probe } from '../engine/probe.ts';
import { pod } from './pod.ts';
import { pullSecrets } from './pull-secrets.ts';

/** Where else pods name the pull secret that is missing here and wait for an image. */
export interface SecretNamespacesFact {
  readonly secret: string;
  /** This namespace is not among them. The most pods first. */
  readonly namespaces: readonly SecretNamespace[];
}

export interface SecretNamespace {
  readonly namespace: string;
  /** Pods there that name it and wait for an image. */
  readonly pods: number;
  /** `unread`: we may not look there. */
  readonly secret: 'absent' | 'there' | 'unread';
}

/** Namespaces whose Secret is asked for; each is one question. */
const MOST = 20;

export const secretNamespaces: Probe<SecretNamespacesFact> = {
  id: 'secret-namespaces',
  asks: () => 'looking for other namespaces that lack the secret',
  timeBoxMs: 8_000,
  rights: [
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'secrets', verb: 'get' },
  ],
  async ask({ need, cluster }) {
    const [{ secrets }, { pod: mine }] = await Promise.all([need(pullSecrets), need(pod)]);
    const secret = secrets.find(({ state }) => state === 'missing')?.name;
    if (secret === undefined || !cluster) throw new NotReached('pull-secrets');
    const scan = await cluster.scanPods(null, (each) => waitsWith(each, secret), {
      waitingFor: IMAGE_WAITING_REASONS,
    });
    if (scan.ended !== 'found') throw new CouldNotAsk(scan.says);
    const others = Map.groupBy(
      scan.value.kept.filter(({ namespace }) => namespace !== mine.namespace),
      ({ namespace }) => namespace,
    );
    const chosen = [...others].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST);
    const namespaces = chosen.map(async ([namespace, pods]): Promise<SecretNamespace> => {
      const { ended } = await cluster.secret(namespace, secret);
      const is = ended === 'found' ? 'there' : ended === 'not-found' ? 'absent' : 'unread';
      return { namespace, pods: pods.length, secret: is };
    });
    return { secret, namespaces: await Promise.all(namespaces) };
  },
};

function waitsWith({ imagePullSecrets, containers }: PodRecord, secret: string): boolean {
  return (
    imagePullSecrets.includes(secret) &&
    containers.some(({ state, reason }) => state === 'waiting' && IMAGE_WAITING_REASONS.has(reason ?? ''))
  );
}
