/** The Job that goes the way to a registry from inside the cluster, once and without a login. Pure. */
import type { QuotaLeft } from '../probes/measuring-place.ts';

/** Seconds: two tries of 25 s each, the pod's start and the pull of its image. */
const DEADLINE_S = 120;
/** For so long its log can be read. Seconds. */
const KEPT_S = 300;
const PATIENCE = ['--connect-timeout', '10', '--max-time', '25'];
export const MEASURING_CONTAINER = 'measure';

export interface WayTo {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

export interface MeasuringPod {
  readonly image: string;
  /** The one it must run on; null: any. */
  readonly node: string | null;
  /** `node`: names are looked up as the kubelet does; `cluster`: as pods do. */
  readonly resolver: 'node' | 'cluster';
}

/**
 * Names and values of curl's --write-out. The first try looks over the certificate, so that it comes as far as it
 * can; the second one is there for what is said of the certificate.
 */
const WAY =
  'way exit=%{exitcode} status=%{response_code} at=%{remote_ip} name=%{time_namelookup} tcp=%{time_connect} tls=%{time_appconnect} answer=%{time_starttransfer} error=%{errormsg}\\n';
const CERTIFICATE = 'certificate exit=%{exitcode} error=%{errormsg}\\n';

/** `restricted` by the Pod Security Standards: no token, no secret, no right, no shell. */
export function measuringJob(
  way: WayTo,
  { image, node, resolver }: MeasuringPod,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { labels },
    spec: {
      completions: 1,
      parallelism: 1,
      backoffLimit: 0,
      activeDeadlineSeconds: DEADLINE_S,
      ttlSecondsAfterFinished: KEPT_S,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          dnsPolicy: resolver === 'node' ? 'Default' : 'ClusterFirst',
          ...(node === null ? {} : onNode(node)),
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container(way, image)],
        },
      },
    },
  };
}

/** curl ends as its last transfer does: a registry that is away must not leave a failed Job, of which alerts tell. */
const WELL = ['--next', '-s', '-o', '/dev/null', 'file:///dev/null'];

function container({ scheme, host, port }: WayTo, image: string) {
  const url = `${scheme}://${host}:${port}/v2/`;
  const certain = ['--next', '-sS', '-o', '/dev/null', ...PATIENCE, '-w', CERTIFICATE, url];
  const way = ['-sS', '-k', '-o', '/dev/null', ...PATIENCE, '-w', WAY, url];
  return {
    name: MEASURING_CONTAINER,
    image,
    imagePullPolicy: 'IfNotPresent',
    // Nothing of it goes through a shell.
    command: ['curl'],
    args: [...way, ...(scheme === 'https' ? certain : []), ...WELL],
    resources: {
      requests: { cpu: '10m', memory: '16Mi' },
      limits: { cpu: '100m', memory: '64Mi' },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}

/** By the scheduler, as DaemonSets do it: a pod that names its node itself passes over what the node has left. */
function onNode(node: string) {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
      },
    },
    // The pod that is asked about is on this node, whatever its taints are.
    tolerations: [{ operator: 'Exists' }],
  };
}

const TAKES: ReadonlyMap<string, number> = new Map([
  ['pods', 1],
  ['count/pods', 1],
  ['count/jobs.batch', 1],
  ['cpu', 0.01],
  ['requests.cpu', 0.01],
  ['memory', 16 * 1024 ** 2],
  ['requests.memory', 16 * 1024 ** 2],
  ['limits.cpu', 0.1],
  ['limits.memory', 64 * 1024 ** 2],
]);

/** The quota that has no room for it; null: all have. */
export function quotaShort(quotas: readonly QuotaLeft[]): QuotaLeft | null {
  return quotas.find(({ resource, left }) => left < (TAKES.get(resource) ?? 0)) ?? null;
}
