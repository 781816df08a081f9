/** Nodes by data. */
import { type KubeObject, timestamp } from './objects.ts';

export interface NodeOptions {
  readonly name: string;
  /** GOARCH. */
  readonly arch: 'amd64' | 'arm64';
  readonly kubelet?: string;
  readonly runtime?: string;
  /** This node's own resolver, authorities and plain registries, where they differ from the cluster's. */
  readonly dns?: string;
  readonly ca?: readonly string[];
  readonly plainHttp?: readonly string[];
  readonly taints?: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
}

/** Two architectures; the arm node is tainted as managed clusters do, so that only who asks for it lands there. */
export const DEFAULT_NODES: readonly NodeOptions[] = [
  { name: 'worker-1', arch: 'amd64' },
  { name: 'worker-2', arch: 'amd64' },
  {
    name: 'worker-arm-1',
    arch: 'arm64',
    taints: [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' }],
  },
];

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

export function nodeObject(options: NodeOptions, index: number): KubeObject {
  const { name, arch, kubelet = 'v1.31.4', runtime = 'containerd://1.7.24', taints } = options;
  const now = timestamp();
  const amounts = { cpu: '4', memory: '16384256Ki', 'ephemeral-storage': '102350Mi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': arch,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'beta.kubernetes.io/arch': arch,
        'beta.kubernetes.io/os': 'linux',
      },
    },
    spec: { podCIDR: `10.244.${index}.0/24`, ...(taints ? { taints } : {}) },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.20.0.${11 + index}` },
        { type: 'Hostname', address: name },
      ],
      allocatable: amounts,
      capacity: amounts,
      conditions: CONDITIONS.map(([type, status, reason, message]) => ({
        type,
        status,
        reason,
        message,
        lastHeartbeatTime: now,
        lastTransitionTime: now,
      })),
      images: [],
      nodeInfo: {
        architecture: arch,
        bootID: '',
        containerRuntimeVersion: runtime,
        kernelVersion: '6.1.0-28-cloud',
        kubeProxyVersion: kubelet,
        kubeletVersion: kubelet,
        machineID: '',
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        systemUUID: '',
      },
    },
  };
}
