/** How the disk of a node is made free by hand, and what each step destroys. Printed, never run. */

/** `runtime` as the node tells it, `docker://20.10.21`; null: not known. The commands differ with it. */
export function cleaningSteps(node: string, runtime: string | null): readonly string[] {
  return [
    `Take it out of service first: \`kubectl cordon ${node}\`.`,
    ...ofRuntime(runtime),
    'Logs: `journalctl --vacuum-size=500M` (destroys older journal lines); containers’ logs are kept short by `containerLogMaxSize: 50Mi` and `containerLogMaxFiles: 3` in the kubelet’s configuration.',
    'Clean earlier in future, in `/var/lib/kubelet/config.yaml` (`apiVersion: kubelet.config.k8s.io/v1beta1`): `imageGCHighThresholdPercent: 80`, `imageGCLowThresholdPercent: 70`; leave `imageMinimumGCAge` at its 2m (a field `minimumImageGCAge` does not exist, and 24h would keep a full disk full); then `systemctl restart kubelet`.',
    'Too small for good: enlarge the cloud disk and its file system (`growpart /dev/<disk> 1 && resize2fs /dev/<disk>1`, or `xfs_growfs /`), or add a disk: `kubectl drain`, stop the runtime, copy its folder with `rsync -aHAX`, mount the new disk there, start it again.',
    `Then \`kubectl uncordon ${node}\`.`,
  ];
}

function ofRuntime(runtime: string | null): readonly string[] {
  if (runtime === null)
    return [...CONTAINERD, 'If the node runs Docker (`kubectl get node -o wide` tells):', ...DOCKER];
  return runtime.startsWith('docker') ? DOCKER : CONTAINERD;
}

const CONTAINERD = [
  'See what fills it: `df -h`, `crictl imagefsinfo` (containerd’s `docker system df`), `crictl images`, `du -xsh /var/lib/containerd/* /var/log/* | sort -hr | head`.',
  'Remove images that no container uses: `crictl rmi --prune` (destroys nothing that cannot be pulled again; takes the place of `docker image prune -a`). There is no filter by age.',
  '`docker system prune` does nothing for containerd. Do not delete below `/var/lib/containerd` by hand.',
] as const;

const DOCKER = [
  "See what fills it: `df -h`, `docker system df`, `docker images --format '{{.Size}}\\t{{.Repository}}:{{.Tag}}' | sort -hr | head`, `du -xsh /var/lib/docker/* | sort -hr | head`.",
  '`docker image prune` destroys only layers without a tag. `docker image prune -a --filter "until=240h"` destroys images older than ten days that no container uses; they are pulled again when needed, if their registry still has them.',
  'Not `docker system prune -a --volumes`: besides all unused images it destroys the volumes of containers that do not run just now, with their data. containerd’s equal of the harmless part is `crictl rmi --prune`.',
] as const;
