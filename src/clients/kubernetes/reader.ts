/** The engine's ClusterReader over the API server. Reads only; a review is a POST that changes nothing. */
import { z } from 'zod';
import type { ClusterConfig } from '../../config.ts';
import type { ClusterAnswer, ClusterReader, PodRecord, WorkloadRecord } from '../../engine/cluster.ts';
import { createAccess } from './access.ts';
import { askAll, askOne } from './answers.ts';
import { createDiscovery } from './discovery.ts';
import { byTime, readEvent, readObjectEvent } from './event.ts';
import { nameCronJobs } from './job-owners.ts';
import { type KubeSource, loadKubeConfig } from './kube-config.ts';
import { readLog } from './log.ts';
import { readNode } from './node.ts';
import { metadata } from './object.ts';
import { createObjects } from './objects.ts';
import { readPod } from './pod.ts';
import { readProxy } from './proxy.ts';
import { readRollout } from './rollout.ts';
import { listFailures, scanPods } from './scans.ts';
import { readSecret, readServiceAccount } from './secret.ts';
import { createTransport, type Transport, type TransportSettings } from './transport.ts';
import { readWorkload, WORKLOAD_KINDS } from './workload.ts';

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * A reader of one configured cluster. Reads its kubeconfig at once and throws ConfigError where it is at
 * fault; asks nothing of the network yet.
 */
export function createClusterReader(
  cluster: ClusterConfig,
  env: KubeSource,
  settings: Partial<TransportSettings> = {},
): ClusterReader {
  loadKubeConfig(cluster, env);
  const access = createAccess(() => loadKubeConfig(cluster, env));
  return readerOver(cluster.name, createTransport(access, settings));
}

/** The reader over any way to an API server, be it a file that stands for one. */
export function readerOver(name: string, transport: Transport): ClusterReader {
  const one = <T>(path: string, read: (json: unknown) => T) =>
    askOne(transport, { method: 'GET', path }, read);
  const all = <T>(path: string, read: (json: unknown) => T, query: Readonly<Record<string, string>> = {}) =>
    askAll(transport, { method: 'GET', path, query }, read);

  async function named(answer: ClusterAnswer<readonly PodRecord[]>, namespace: string | null) {
    if (answer.ended !== 'found') return answer;
    return { ended: 'found' as const, value: await nameCronJobs(transport, namespace, answer.value) };
  }

  const discovery = createDiscovery(transport);

  return {
    name,
    groups: () => discovery.groups(),
    ...createObjects(transport, discovery),
    async events(namespace) {
      const answer = await all(`${inNamespace('/api/v1', namespace)}/events`, readObjectEvent);
      return answer.ended === 'found' ? { ended: 'found', value: answer.value.toSorted(byTime) } : answer;
    },
    log: (question) => readLog(transport, question),
    proxy: (question) => readProxy(transport, question),
    async pod(namespace, pod) {
      const answer = await one(`${inNamespace('/api/v1', namespace)}/pods/${part(pod)}`, readPod);
      if (answer.ended !== 'found') return answer;
      const [value = answer.value] = await nameCronJobs(transport, namespace, [answer.value]);
      return { ended: 'found', value };
    },
    async pods(namespace, labelSelector) {
      const query = labelSelector ? { labelSelector } : {};
      return named(await all(`${inNamespace('/api/v1', namespace)}/pods`, readPod, query), namespace);
    },
    scanPods: (namespace, keep, bounds) =>
      scanPods(transport, `${inNamespace('/api/v1', namespace)}/pods`, keep, bounds),
    failures: (namespace, uids) =>
      listFailures(transport, `${inNamespace('/api/v1', namespace)}/events`, uids),
    async podEvents(namespace, pod, uid) {
      const fieldSelector = [
        'involvedObject.kind=Pod',
        `involvedObject.name=${pod}`,
        ...(uid ? [`involvedObject.uid=${uid}`] : []),
      ].join(',');
      const path = `${inNamespace('/api/v1', namespace)}/events`;
      const answer = await all(path, readEvent, { fieldSelector });
      return answer.ended === 'found' ? { ended: 'found', value: answer.value.toSorted(byTime) } : answer;
    },
    node: (node) => one(`/api/v1/nodes/${part(node)}`, readNode),
    nodes: () => all('/api/v1/nodes', readNode),
    serviceAccount: (namespace, account) =>
      one(`${inNamespace('/api/v1', namespace)}/serviceaccounts/${part(account)}`, readServiceAccount),
    secret: (namespace, secret) =>
      one(`${inNamespace('/api/v1', namespace)}/secrets/${part(secret)}`, readSecret),
    namespaces: () => all('/api/v1/namespaces', (json) => z.object({ metadata }).parse(json).metadata.name),
    async workloads(namespace) {
      const answers = await Promise.all(
        WORKLOAD_KINDS.map(({ kind, api, plural }) =>
          all(`${inNamespace(api, namespace)}/${plural}`, (json) => readWorkload(json, kind)),
        ),
      );
      return joined(answers);
    },
    rollout: (namespace, kind, workload) => readRollout(transport, namespace, kind, workload),
    may({ group, resource, verb }, namespace) {
      const [plural, subresource] = resource.split('/');
      const where = { ...(subresource ? { subresource } : {}), ...(namespace ? { namespace } : {}) };
      return askOne(
        transport,
        {
          method: 'POST',
          path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: { resourceAttributes: { group, resource: plural, verb, ...where } },
          },
        },
        (json) => review.parse(json).status.allowed,
      );
    },
  };
}

/** What could be listed; the first refusal when nothing could. */
function joined(
  answers: readonly ClusterAnswer<readonly WorkloadRecord[]>[],
): ClusterAnswer<readonly WorkloadRecord[]> {
  const found = answers.flatMap((answer) => (answer.ended === 'found' ? [answer.value] : []));
  const [first] = answers;
  if (found.length === 0 && first) return first;
  const unread = answers.find(({ ended }) => ended === 'forbidden' || ended === 'unreachable');
  const partly = unread && 'says' in unread ? { partly: unread.says } : {};
  return { ended: 'found', value: found.flat(), ...partly };
}

function inNamespace(api: string, namespace: string | null): string {
  return namespace === null ? api : `${api}/namespaces/${part(namespace)}`;
}

function part(name: string): string {
  return encodeURIComponent(name);
}
