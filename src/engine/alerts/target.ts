/** What an alert is about, and what can be derived from names alone. */
export interface AlertTarget {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly workload?: string;
  readonly container?: string;
  readonly image?: string;
  readonly registry?: string;
}

export type Labels = Readonly<Record<string, string>>;

const CLUSTER = [
  'cluster',
  'kube_cluster_name',
  'cluster_name',
  'k8s_cluster',
  'kubernetes_cluster',
  'k8s_cluster_name',
  'clustername',
  'kubernetes_cluster_name',
];
const NAMESPACE = [
  'namespace',
  'kube_namespace',
  'exported_namespace',
  'kubernetes_namespace',
  'ns',
  'kube_namespace_name',
  'k8s_namespace',
  'k8s_namespace_name',
  'namespacename',
  'namespace_name',
  'kubernetes_namespace_name',
];
const POD = [
  'pod',
  'pod_name',
  'exported_pod',
  'kubernetes_pod_name',
  'kube_pod_name',
  'k8s_pod',
  'k8s_pod_name',
  'podname',
];
const WORKLOAD = [
  'deployment',
  'statefulset',
  'daemonset',
  'cronjob',
  'job_name',
  'workload',
  'replicaset',
  'owner_name',
  'kube_deployment',
  'kube_stateful_set',
  'kube_daemon_set',
  'kube_job',
  'kube_ownerref_name',
  'kube_workload_name',
  'kube_deployment_name',
  'kube_statefulset_name',
  'kube_daemonset_name',
  'k8s_deployment_name',
  'k8s_statefulset_name',
  'k8s_daemonset_name',
  'k8s_cronjob_name',
  'deploymentname',
  'workload_name',
  'stateful_set',
  'daemon_set',
];
const CONTAINER = [
  'container',
  'container_name',
  'kube_container_name',
  'exported_container',
  'k8s_container_name',
  'containername',
];
const IMAGE = ['image', 'image_spec', 'container_image', 'container_image_name'];
const REGISTRY = ['registry', 'registry_host', 'registry_url'];

/** Parts of monitoring that a scrape's labels name; never what an alert is about. */
const EXPORTER =
  /(?:^|-)(?:kube-state-metrics|kube-rbac-proxy|blackbox-exporter|harbor-exporter|image-availability-exporter|dockerhub-limit-exporter)(?:-|$)/;

/** A target from labels; null when they name nothing to look at but a cluster. */
export function targetOf(labels: Labels): AlertTarget | null {
  const first = (keys: readonly string[]) =>
    keys.map((key) => labels[key]?.trim()).find((value) => value !== undefined && value !== '');
  const own = (value: string | undefined) => (value && !EXPORTER.test(value) ? value : undefined);
  const pod = own(first(POD));
  const image = first(IMAGE);
  // The image availability exporter calls the workload `name`.
  const exported = image ? labels.name : undefined;
  const named = own(first(WORKLOAD));
  const byPod = pod ? workloadOfPod(pod) : undefined;
  // A ReplicaSet stands between a Deployment and its pod (`owner_name` of kube-state-metrics).
  const isBetween = named && byPod && pod?.startsWith(`${named}-`) && named.startsWith(`${byPod}-`);
  const workload = isBetween ? byPod : (named ?? (pod ? byPod : exported));
  const registry =
    first(REGISTRY)?.replace(/^https?:\/\//, '') ?? (image ? registryOfImage(image) : undefined);
  const container = own(first(CONTAINER));
  const target = {
    cluster: first(CLUSTER),
    namespace: first(NAMESPACE),
    pod,
    workload,
    container,
    image,
    registry,
  };
  const said = Object.entries(target).filter(([, value]) => value !== undefined);
  return said.some(([key]) => key !== 'cluster') ? Object.fromEntries(said) : null;
}

/**
 * Names of controllers inside pod names: <deployment>-<hash>-<5>, <statefulset>-<n>, <daemonset>-<5>
 * (k8s.io/apimachinery util/rand: no vowels, no 0, 1, 3). A hash of 8 to 10 such letters is one also without a digit.
 */
export function workloadOfPod(pod: string): string | undefined {
  const ofDeployment =
    /^(.+)-(?=[a-z]*[0-9])[a-z0-9]{6,10}-[a-z0-9]{5}$/.exec(pod)?.[1] ??
    /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(pod)?.[1];
  if (ofDeployment) return ofDeployment;
  return (
    /^(.+)-[0-9]{1,4}$/.exec(pod)?.[1] ??
    /^(.+)-(?=[a-z]*[0-9]|[a-z]{5}$)[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(pod)?.[1]
  );
}

/** Docker's rule: a first part with a dot, a colon or `localhost` is a host; all else lies on Docker Hub. */
export function registryOfImage(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const host = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
  return /^(?:registry-1|index)\.docker\.io$/.test(host) ? 'docker.io' : host;
}
