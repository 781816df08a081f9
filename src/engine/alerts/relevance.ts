/** Whether an alert is about a pull or a registry: by its reason, then its name, then its words. */
import { isOtherRegistry, probedRegistry } from './registry-trouble.ts';
import type { Labels } from './target.ts';

/** Waiting reasons of the kubelet that say that an image could not be had (kubernetes pkg/kubelet/images/types.go). */
const PULL_REASON =
  /^(?:ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|RegistryUnavailable|ImageInspectError|SignatureValidationFailed|FailedToRetrieveImagePullSecret|ErrImageInspect)$/i;

/** Reasons that tell of many things: their words decide. */
const VAGUE_REASON =
  /^(?:BackOff|Failed|FailedSync|Failure|Error|Unhealthy|Waiting|Pending|CrashLoopBackOffOrImagePull|Deadline|DeadlineExceeded|ProgressDeadlineExceeded)$/i;

/**
 * Alerts that a failing pull can cause: the cluster must be looked at. A Job that failed is none: its pods ran, for
 * one that waits for its image fails nothing and leaves the Job not completed.
 */
const CANDIDATE =
  /^(?:KubePodNotReady|KubePodNotScheduledOrReady|KubeContainerWaiting|KubeDeployment(?:ReplicasMismatch|RolloutStuck|GenerationMismatch)|KubeStatefulSet(?:ReplicasMismatch|UpdateNotRolledOut|GenerationMismatch)|KubeDaemonSetRolloutStuck|KubeJobNotCompleted|KubernetesPodNotHealthy|KubernetesContainerWaiting|Kubernetes(?:Deployment|Statefulset|StatefulSet)(?:ReplicasMismatch|Down|UpdateNotRolledOut)|KubernetesDaemonsetRolloutStuck|KubePodPending)$/i;

/** Names of alerts that speak of images that cannot be had. */
const PULL_NAMED =
  /Image(?:s)?[ _-]?(?:is )?(?:Pull|Unavailable|NotAvailable|Missing|Absent|NotFound|Inspect)|UnavailableImage|ErrImage|Invalid[ _-]?Image|BadImageFormat|PullBackOff|Pull(?:s|ing)?[ _-]?(?:Latency|Fail|Error|Rate|Slow|Denied|Stuck|Back-?off)|(?:can(?:no|')t|could ?n[o']t|unable to|fail(?:s|ed|ing|ure)?(?: to)?)[ _-]?pull\b(?! request)/i;

/** k8s-image-availability-exporter's rules by kind (deckhouse/deckhouse extended-monitoring image-checks.tpl). */
const EXPORTED =
  /^(?:Deployment|StatefulSet|DaemonSet|CronJob|Image)(?:RegistryUnavailable|RegistryV1ApiNotSupported|AuthenticationFailure|AuthorizationFailure|UnknownError)$/i;

/** Names of registries; those of schemas, models and packages hold no images. */
const REGISTRY_NAMED =
  /^Harbor|Harbor$|(?<!(?:Schema|Model|Service|Device|Windows|Plugin|Metric|Metrics|npm|NPM|Package|Cargo|Terraform|Module|Gift|Land|Domain|Company|Patient|Vehicle|Event|Agent|Feature|Component|Avro|Tool|Function|Asset|Apicurio|Eureka|Confluent|Data|Type|User|Client|Chart|Helm)[ _-]?)Registry(?![ _-]?(?:Key|Value|Entr|Hive|Modif|Editor))|DockerHub|Docker Hub|^Zot|^Quay|Artifactory|Distribution(?:Down|Errors)/i;

/** What can be nothing but a registry of images, whatever else is named. */
const OF_IMAGES = /Harbor|Docker|Zot|Quay|Artifactory|Container|Image|OCI/i;

/** What troubles any workload, also one that happens to be a registry. */
const OTHER_TROUBLE =
  /OOM|Memory|Crash|Restart|Disk|Filesystem|Volume|Backup|Vulnerab|\bCVE|Cost|Budget|Spend|Throttl|\bCPU|Schedul/i;

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
    '\\bRegistryUnavailable',
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
    "can(?:no|')t pull\\b(?! request)",
    "could ?n[o']t pull\\b(?! request)",
    'could not pull\\b(?! request)',
    'unable to pull\\b(?! request)',
    'fail(?:s|ed|ing|ure)? to pull (?:the |its |an? |our |any |container |docker )*images?\\b',
    '(?:errors?|failed|fails|failing|failure|trouble|problems?) (?:while |when |on )?pulling (?:the |its |an? |our |container |docker )*images?\\b',
    '\\bpull(?:s|ing)? (?:of |for )?(?:the |its |our )?(?:images? )?(?:is |are |keeps? |still )?(?:fail|denied|forbidden|refused|timing out|times? out|end(?:s|ing)? in)',
    'image pulls? (?:is |are |keeps? |has |have )?(?:fail|error|denied|stuck|timing out|times? out|timed out|back-?off)',
    '(?:stuck|hang(?:s|ing)?) (?:on|in|at) (?:the )?image pull',
    '(?:pods?|containers?|\\d) [^\\n]{0,40}\\bwait(?:s|ed|ing)? (?:on|for) (?:its |their |the |an? |container )*images?\\b',
    '\\bwait(?:s|ed|ing)? for (?:its|their) (?:container )?images?\\b',
    "image (?:could not|cannot|can't) be pulled",
    'waiting: (?:Init:)?Image',
    '\u955c\u50cf\u62c9\u53d6\u5931\u8d25|\u62c9\u53d6\u955c\u50cf\u5931\u8d25|\u65e0\u6cd5\u62c9\u53d6',
    'scan failed: failed to',
    'failed to list tags',
    'failed to fetch anonymous token',
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
  const ofPull = alertname !== null && (PULL_NAMED.test(alertname) || EXPORTED.test(alertname));
  if (alertname !== null && NEVER.test(alertname) && !ofPull) return 'no';
  if (PULL_REASON.test(reason)) return 'explicit';
  if (reason !== '' && !VAGUE_REASON.test(reason) && /^[A-Z][A-Za-z]+$/.test(reason)) return 'no';
  // The fixed prose of some rules lists every reason: only an alert without one is judged by such words.
  if (ofPull) return 'explicit';
  const ofRegistry = alertname !== null && REGISTRY_NAMED.test(alertname) && !OTHER_TROUBLE.test(alertname);
  if (ofRegistry && (OF_IMAGES.test(alertname) || !isOtherRegistry(lines))) return 'explicit';
  if (alertname !== null && CANDIDATE.test(alertname)) return 'candidate';
  if (probedRegistry(alertname, labels, lines)) return 'explicit';
  return PULL_WORDS.test(withoutExamples(lines)) ? 'explicit' : 'no';
}

/** Prose such as "(e.g. ImagePullBackOff, …)" names reasons that did not happen. */
function withoutExamples(lines: string): string {
  return lines.slice(0, 40_000).replace(/\(e\.g\.[^)\n]{0,300}\)/g, '');
}

export function saysPull(lines: string): boolean {
  return PULL_WORDS.test(withoutExamples(lines));
}
