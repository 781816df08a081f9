/** The three application namespaces, their good pull secrets, and the workloads that run as they should. */
import { NAMESPACES, PLATFORM_NAMESPACE } from './company.ts';
import { LOGINS } from './logins.ts';
import { namespace, pullSecret, type WorkloadRequest } from './objects.ts';
import type { Site } from './site.ts';

type Healthy = Omit<WorkloadRequest, 'image' | 'pullSecrets'> & { readonly tag: string };

export const HEALTHY: readonly Healthy[] = [
  { namespace: 'shop', kind: 'Deployment', name: 'web', tag: '2.11.0', replicas: 2 },
  { namespace: 'shop', kind: 'StatefulSet', name: 'catalog', tag: '1.19.4' },
  { namespace: 'billing', kind: 'Deployment', name: 'api', tag: '8.0.3', replicas: 2 },
  { namespace: 'billing', kind: 'StatefulSet', name: 'archive', tag: '1.0.0' },
  { namespace: 'data', kind: 'StatefulSet', name: 'warehouse', tag: '15.2.1' },
  { namespace: 'data', kind: 'DaemonSet', name: 'log-shipper', tag: '0.45.0' },
];

/** Namespaces, projects and pull secrets `harbor-pull` of every team. */
export async function settleTeams({ harbor, apply, harborSecret, address }: Site): Promise<void> {
  await apply(namespace(PLATFORM_NAMESPACE));
  await harborSecret(PLATFORM_NAMESPACE, 'harbor-recommender', LOGINS.shop);
  await apply(pullSecret(PLATFORM_NAMESPACE, 'registry-deploy', { [address('registry')]: LOGINS.registry }));
  harbor.addProject('library', 'public');
  for (const team of NAMESPACES) {
    harbor.addProject(team, 'private');
    await apply(namespace(team));
    await harborSecret(team, 'harbor-pull', LOGINS[team]);
  }
}

export async function startHealthy({ harbor, image, deploy }: Site): Promise<void> {
  for (const { tag, ...request } of HEALTHY) {
    const repository = `${request.namespace}/${request.name}`;
    harbor.state.store.push({ repository, tags: [tag] });
    await deploy({
      ...request,
      image: image('harbor', `${repository}:${tag}`),
      pullSecrets: ['harbor-pull'],
    });
  }
}
