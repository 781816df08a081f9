/** Which container runtime pulls on this node: told by the asker, else by its files. */
import type { NodeQuestion } from '../engine/node-view.ts';
import type { NodeFiles } from './root.ts';

export type Runtime = NonNullable<NodeQuestion['runtime']>;

export async function runtimeOf(files: NodeFiles, told: Runtime | undefined): Promise<Runtime> {
  if (told !== undefined) return told;
  if ((await files.firstFolder(['/etc/crio'])) !== null) return 'cri-o';
  const containerd = [
    '/etc/containerd',
    '/var/lib/rancher/k3s/agent/etc/containerd',
    '/var/lib/rancher/rke2/agent',
  ];
  if ((await files.firstFolder(containerd)) !== null) return 'containerd';
  return (await files.text('/etc/docker/daemon.json')) === null ? 'containerd' : 'docker';
}
