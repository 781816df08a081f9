/** The far node's own files, as its kubelet behaves: so that a worker on it reads what is true there. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { CLUSTER, FAR_NODE } from './company.ts';
import type { Estate } from './estate.ts';

/** Returns the environment of its worker; the folder goes with the world. */
export async function writeNodeFiles(
  { farDns, authority }: Estate,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const root = join(folder, 'root');
  const [host, port] = farDns.address.split(':');
  const files = {
    'etc/resolv.conf': `# the other machine room\nnameserver [${host}]:${port}\n`,
    'etc/hosts': '127.0.0.1 localhost\n',
    'etc/ssl/certs/ca-certificates.crt': authority.certPem,
    'etc/containerd/config.toml':
      'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/etc/containerd/certs.d"\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const config = join(folder, 'node-worker.yaml');
  await writeFile(config, stringify({ network: { allowAddresses: ['127.0.0.0/8'] } }));
  return {
    REGISTRY_MEDIC_ROLE: 'node',
    REGISTRY_MEDIC_CONFIG: config,
    NODE_NAME: FAR_NODE,
    CLUSTER_NAME: CLUSTER,
    NODE_ROOT: root,
  };
}
