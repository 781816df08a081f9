/** Registries as their installers leave them in a cluster: labels, names and images of each, well or sick. */
import { RESTARTS_ANNOTATION, STATE_ANNOTATION } from '../cluster/kubelet/behaviour.ts';
import type { KubeObject } from '../cluster/objects.ts';

/** On every node without a pull. */
export const SYSTEM_IMAGES = ['docker.io/goharbor/*', 'docker.io/bitnami/*', 'docker.io/library/registry:*'];

export interface System {
  readonly id: string;
  readonly title: string;
  readonly namespace: string;
  /** Component → image by container; a second container where a pod holds two. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  name(component: string): string;
  labels(component: string): Readonly<Record<string, string>>;
  /** Which component is sick, and how its pod shows it. */
  readonly sick: { readonly component: string; readonly state: 'CrashLoopBackOff' | 'NotReady' };
}

/** goharbor/harbor-helm: `app`, `release` and `component` on every pod since the first chart. */
function byHelm(release: string): Pick<System, 'name' | 'labels'> {
  return {
    name: (component) => `${release}-harbor-${component}`,
    labels: (component) => ({ app: 'harbor', release, component, chart: 'harbor', heritage: 'Tiller' }),
  };
}

/** Images of a Harbor by component, as the chart of that time has them. */
function images(version: string, registry: string, more: Readonly<Record<string, string>>): System['parts'] {
  const image = (name: string, tag = version): string => `docker.io/goharbor/${name}:${tag}`;
  const single = { core: 'harbor-core', jobservice: 'harbor-jobservice', portal: 'harbor-portal', ...more };
  return {
    ...Object.fromEntries(Object.entries(single).map(([name, of]) => [name, { [name]: image(of) }])),
    registry: { registry: image('registry-photon', registry), registryctl: image('harbor-registryctl') },
  };
}

const OLD_PARTS = {
  database: 'harbor-db',
  redis: 'redis-photon',
  chartmuseum: 'chartmuseum-photon',
  clair: 'clair-photon',
  'notary-server': 'notary-server-photon',
};

export const SYSTEMS: readonly System[] = [
  {
    id: 'harbor-18-by-helm',
    title: 'A Harbor 1.8 by Helm whose core crashes',
    namespace: 'harbor-18',
    parts: images('v1.8.6', 'v2.7.1-patch-2819-v1.8.6', OLD_PARTS),
    ...byHelm('archive'),
    sick: { component: 'core', state: 'CrashLoopBackOff' },
  },
  {
    id: 'harbor-110-by-helm',
    title: 'A Harbor 1.10 by Helm whose job service is not ready',
    namespace: 'harbor-110',
    parts: images('v1.10.4', 'v2.7.1-patch-2819-2553-v1.10.4', OLD_PARTS),
    ...byHelm('legacy'),
    sick: { component: 'jobservice', state: 'NotReady' },
  },
  {
    id: 'harbor-by-bitnami',
    title: 'A Harbor by Bitnami’s chart whose job service crashes',
    namespace: 'harbor-bitnami',
    parts: {
      core: { 'harbor-core': 'docker.io/bitnami/harbor-core:2.12.2' },
      jobservice: { 'harbor-jobservice': 'docker.io/bitnami/harbor-jobservice:2.12.2' },
      portal: { 'harbor-portal': 'docker.io/bitnami/harbor-portal:2.12.2' },
      registry: {
        'harbor-registry': 'docker.io/bitnami/harbor-registry:2.12.2',
        'harbor-registryctl': 'docker.io/bitnami/harbor-registryctl:2.12.2',
      },
      trivy: { 'harbor-trivy': 'docker.io/bitnami/harbor-adapter-trivy:2.12.2' },
    },
    name: (component) => `images-harbor-${component}`,
    labels: (component) => ({
      'app.kubernetes.io/name': 'harbor',
      'app.kubernetes.io/instance': 'images',
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/managed-by': 'Helm',
      'helm.sh/chart': 'harbor-24.3.2',
    }),
    sick: { component: 'jobservice', state: 'CrashLoopBackOff' },
  },
  {
    id: 'harbor-by-operator',
    title: 'A Harbor of harbor-operator whose registry is not ready',
    namespace: 'hosted',
    parts: images('v2.5.1', 'v2.5.1', { exporter: 'harbor-exporter' }),
    name: (component) => `hosted-harbor-harbor-${component}`,
    labels: (component) => ({
      [`${component}.goharbor.io/name`]: 'hosted-harbor-harbor',
      [`${component}.goharbor.io/namespace`]: 'hosted',
      'goharbor.io/operator-controller': component,
      'goharbor.io/operator-version': '1.3.0',
    }),
    sick: { component: 'registry', state: 'NotReady' },
  },
  {
    id: 'registry-28',
    title: 'A docker-registry 2.8 that crashes',
    namespace: 'build',
    parts: { registry: { registry: 'docker.io/library/registry:2.8.3' } },
    name: () => 'build-registry',
    labels: () => ({ app: 'docker-registry', release: 'build-registry' }),
    sick: { component: 'registry', state: 'CrashLoopBackOff' },
  },
  {
    id: 'registry-3',
    title: 'A docker-registry 3 that is not ready',
    namespace: 'edge-cache',
    parts: { registry: { registry: 'docker.io/library/registry:3.0.0' } },
    name: () => 'edge-registry',
    labels: () => ({ 'app.kubernetes.io/name': 'edge-registry' }),
    sick: { component: 'registry', state: 'NotReady' },
  },
];

/** Its Deployments; each in its own pod, as all these installers do. */
export function systemObjects(system: System, state: 'well' | 'sick'): readonly KubeObject[] {
  return Object.keys(system.parts).map((component) => deployment(system, component, state));
}

function deployment(system: System, component: string, state: 'well' | 'sick'): KubeObject {
  const { namespace, sick } = system;
  const labels = system.labels(component);
  const name = system.name(component);
  const isSick = state === 'sick' && sick.component === component;
  const restarts = sick.state === 'CrashLoopBackOff' ? { [RESTARTS_ANNOTATION]: '9' } : {};
  const annotations = isSick ? { [STATE_ANNOTATION]: sick.state, ...restarts } : {};
  const containers = Object.entries(system.parts[component] ?? {});
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: containers.map(([container, image]) => ({ name: container, image })) },
      },
    },
  };
}
