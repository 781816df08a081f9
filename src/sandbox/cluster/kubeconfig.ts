/** A kubeconfig that real clients read. */
import { stringify } from 'yaml';

export interface KubeconfigParts {
  readonly name: string;
  readonly server: string;
  readonly caPem: string;
  readonly user: string;
  readonly token: string;
}

export function kubeconfig({ name, server, caPem, user, token }: KubeconfigParts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      { name, cluster: { server, 'certificate-authority-data': Buffer.from(caPem).toString('base64') } },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user, namespace: 'default' } }],
  });
}
