/** Objects of Harbor's relatives as their controllers leave them. */
import type { KubeObject } from '../cluster/objects.ts';

export const KANGAROO_NAMESPACE = 'kangaroo-system';
export const HOSTED_NAMESPACE = 'kangaroo-lrf04';
export const IMAGES_NAMESPACE = 'production';
export const CONTROLLER_NAMESPACE = 'edge-system';

const THERISEUNION = 'image.theriseunion.io/v1alpha1';

interface Said {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function custom(apiVersion: string, kind: string, namespace: string, name: string, said: Said): KubeObject {
  const { annotations, ...rest } = said;
  return {
    apiVersion,
    kind,
    metadata: { namespace, name, ...(annotations ? { annotations } : {}) },
    ...rest,
  };
}

export interface ConditionRow {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime: string;
}

/** harbor-operator's, as kangaroo makes one for a hosted registry. */
export function harborCluster(status: string, conditions: readonly ConditionRow[]): KubeObject {
  return custom('goharbor.io/v1beta1', 'HarborCluster', HOSTED_NAMESPACE, 'trust-node-port', {
    spec: {
      // A node port of this machine, behind which nothing listens.
      externalURL: 'https://127.0.0.1:30010',
      version: '2.5.1',
      cache: { kind: 'RedisFailover' },
      database: { kind: 'Zlando/PostgreSQL' },
      storage: { kind: 'MinIO' },
    },
    status: { status, conditions, operator: { controllerVersion: '1.3.0' } },
  });
}

/** kangaroo's: an integrated registry with its last health check. */
export function integration(host: string, state: ConditionRow): KubeObject {
  return custom('kangaroo.io/v1alpha1', 'RegistrySecret', KANGAROO_NAMESPACE, 'acme-harbor', {
    spec: { registry: { type: 'harbor', address: `https://${host}` } },
    status: { state },
  });
}

/** The image controller's source of images. */
export function imageSource(domain: string, verifyStatus: 'Success' | 'Failed'): KubeObject {
  return custom(THERISEUNION, 'RegistrySecret', IMAGES_NAMESPACE, 'harbor', {
    annotations: { 'theriseunion.io/verify-status': verifyStatus },
    spec: { domain, username: 'sync' },
  });
}

/** The image controller's copy of one image. */
export function repository(name: string, said: Said): KubeObject {
  const spec = { registryRef: { name: 'harbor' }, syncTimeout: '10m', retryCount: 3, ...said.spec };
  return custom(THERISEUNION, 'Repository', IMAGES_NAMESPACE, name, { ...said, spec });
}

/** Who may be reached from the image controller. */
export function egress(rules: readonly unknown[]): KubeObject {
  return custom('networking.k8s.io/v1', 'NetworkPolicy', CONTROLLER_NAMESPACE, 'image-controller', {
    spec: {
      podSelector: { matchLabels: { app: 'image-controller' } },
      policyTypes: ['Egress'],
      egress: rules,
    },
  });
}
