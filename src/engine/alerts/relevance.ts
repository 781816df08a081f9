/** Whether an alert is about a pull or a registry: by its reason, then its name, then its words. */
import type { Labels } from './target.ts';

/** Waiting reasons of the kubelet that say that an image could not be had (kubernetes pkg/kubelet/images/types.go). */
const PULL_REASON =
  /^(?:ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|RegistryUnavailable|ImageInspectError|SignatureValidationFailed|FailedToRetrieveImagePullSecret|ErrImageInspect)$/i;

/** Reasons that tell of many things: their words decide. */
const VAGUE_REASON =
  /^(?:BackOff|Failed|FailedSync|Failure|Error|Unhealthy|Waiting|Pending|CrashLoopBackOffOrImagePull|Deadline|DeadlineExceeded|ProgressDeadlineExceeded)$/i;

/** Alerts that a failing pull can cause: the cluster must be looked at. */
const CANDIDATE =
  /^(?:KubePodNotReady|KubePodNotScheduledOrReady|KubeContainerWaiting|KubeDeployment(?:ReplicasMismatch|RolloutStuck|GenerationMismatch)|KubeStatefulSet(?:ReplicasMismatch|UpdateNotRolledOut|GenerationMismatch)|KubeDaemonSetRolloutStuck|KubeJob(?:NotCompleted|Failed)|KubernetesPodNotHealthy|KubernetesContainerWaiting|Kubernetes(?:Deployment|Statefulset|StatefulSet)(?:ReplicasMismatch|Down|UpdateNotRolledOut)|KubernetesDaemonsetRolloutStuck|KubePodPending)$/i;

/** Names of alerts that speak of images that cannot be had, and of registries; those of schemas or models hold no images. */
const NAMED =
  /Image(?:s)?[ _-]?(?:Pull|Unavailable|NotAvailable|Missing|Absent)|ErrImage|PullBackOff|Pull(?:s)?(?:Latency|Fail|Error|Rate|Slow)|^Harbor|Harbor$|(?<!(?:Schema|Model|Service|Device|Windows|Plugin|Metric|Metrics)[ _-]?)Registry|DockerHub|Docker Hub|^Zot|^Quay|Artifactory|Distribution(?:Down|Errors)/i;

/** About the monitoring or the nodes themselves, whatever else they name. */
const NEVER =
  /^(?:DatasourceNoData|DatasourceError|TestAlert|Watchdog|InfoInhibitor|DeadMansSwitch|CPUThrottling.*|Kubelet.*|KubeletDown|KubePodCrashLooping|KubernetesPodCrashLooping|KubeNode.*|Node.*|KubeHpa.*|KubeQuota.*|KubePersistentVolume.*|KubeMemory.*|KubeCPU.*|KubeAPI.*|KubeClient.*|KubeVersion.*|KubeProxy.*|KubeScheduler.*|KubeController.*|Target.*|Prometheus.*|Alertmanager.*|etcd.*|KubeDaemonSetMisScheduled|KubeDaemonSetNotScheduled|.*OOM.*|.*HighMemory.*|.*HighCpu.*|.*CertManager.*)$/i;

/** Words of the kubelet, the runtimes and registries that only a failing pull uses. */
const PULL_WORDS = new RegExp(
  [
    'ImagePullBackOff',
    'ErrImagePull',
    'ErrImageNeverPull',
    'InvalidImageName',
    'RegistryUnavailable',
    'ImageInspectError',
    'SignatureValidationFailed',
    'Failed to pull (?:at least one )?image',
    'Back-?off pulling image',
    'failed to pull and unpack',
    'failed to resolve reference',
    'manifest unknown',
    'manifest for .{1,200} not found',
    'no match(?:ing)? (?:for platform in )?manifest',
    'toomanyrequests',
    'pull rate limit',
    'pull access denied',
    'InvalidImageName',
    'is not available in docker registry',
    'cannot pull (?:its )?image',
    "can(?:no|')t pull",
    'unable to pull',
    'error pulling image',
    'scan failed: failed to',
    'failed to list tags',
    'failed to fetch anonymous token',
    'image pull (?:fail|error)',
    'not pulling',
    'initializing source docker://',
    'error reading manifest',
    'reading manifest [^\\n]{1,200} in ',
  ].join('|'),
  'i',
);

export type Relevance = 'explicit' | 'candidate' | 'no';

/** Pure; linear. */
export function relevanceOf(alertname: string | null, labels: Labels, lines: string): Relevance {
  const reason = labels.reason ?? '';
  if (alertname !== null && NEVER.test(alertname)) return 'no';
  if (PULL_REASON.test(reason)) return 'explicit';
  if (reason !== '' && !VAGUE_REASON.test(reason) && /^[A-Z][A-Za-z]+$/.test(reason)) return 'no';
  // The fixed prose of some rules lists every reason: only an alert without one is judged by such words.
  if (alertname !== null && NAMED.test(alertname)) return 'explicit';
  if (alertname !== null && CANDIDATE.test(alertname)) return 'candidate';
  return PULL_WORDS.test(withoutExamples(lines)) ? 'explicit' : 'no';
}

/** Prose such as "(e.g. ImagePullBackOff, …)" names reasons that did not happen. */
function withoutExamples(lines: string): string {
  return lines.slice(0, 40_000).replace(/\(e\.g\.[^)\n]{0,300}\)/g, '');
}

export function saysPull(lines: string): boolean {
  return PULL_WORDS.test(withoutExamples(lines));
}
