/** Who keeps an object as it is: what decides whether an edit lasts. Pure. */
import type { ObjectMeta } from '../kube-object.ts';

/** `helm`: edits last until the next upgrade. `gitops` and `operator` set them back by themselves. */
export interface Keeper {
  readonly by: 'helm' | 'argocd' | 'flux' | 'operator' | 'controller';
  /** Release, application or owner, as far as it is told. */
  readonly name: string | null;
}

type Metadata = Pick<ObjectMeta, 'labels' | 'annotations' | 'ownerReferences' | 'managedFields'>;

/**
 * The one that would undo an edit first: an operator or controller before GitOps before Helm; null: nobody
 * is known to. Labels and annotations: helm.sh/docs/chart_best_practices/labels, argo-cd.readthedocs.io
 * resource_tracking, fluxcd.io kustomize-controller and helm-controller.
 */
export function keeperOf(metadata: Metadata): Keeper | null {
  return ownedBy(metadata) ?? gitOps(metadata) ?? helm(metadata);
}

function ownedBy({ ownerReferences = [], labels = {} }: Metadata): Keeper | null {
  const owner = ownerReferences.find((one) => one.controller === true) ?? ownerReferences[0];
  const operator = Object.keys(labels).some((key) => key.startsWith('goharbor.io/operator'));
  if (!owner) return operator ? { by: 'operator', name: null } : null;
  const builtIn = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Node'];
  return {
    by: builtIn.includes(owner.kind) ? 'controller' : 'operator',
    name: `${owner.kind}/${owner.name}`,
  };
}

function gitOps({ labels = {}, annotations = {}, managedFields = [] }: Metadata): Keeper | null {
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  const application = labels['argocd.argoproj.io/instance'] ?? tracking?.split(':')[0];
  if (application) return { by: 'argocd', name: application };
  const flux = labels['kustomize.toolkit.fluxcd.io/name'] ?? labels['helm.toolkit.fluxcd.io/name'] ?? null;
  if (flux) return { by: 'flux', name: flux };
  const managers = managedFields.map(({ manager = '' }) => manager);
  if (managers.some((manager) => /^argocd/.test(manager))) return { by: 'argocd', name: null };
  if (managers.some((manager) => /^(kustomize|helm)-controller$/.test(manager)))
    return { by: 'flux', name: null };
  return null;
}

function helm({ labels = {}, annotations = {} }: Metadata): Keeper | null {
  const release = annotations['meta.helm.sh/release-name'];
  const managed = labels['app.kubernetes.io/managed-by'] === 'Helm' || labels['heritage'] === 'Helm';
  if (!release && !managed) return null;
  return { by: 'helm', name: release ?? labels['release'] ?? labels['app.kubernetes.io/instance'] ?? null };
}
