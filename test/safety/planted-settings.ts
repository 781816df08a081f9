/** How the product is configured where secrets are planted. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { APPROVERS } from './planted-fixes.ts';

/** Writes kubeconfig and configuration of the product; returns the environment of its processes. */
export async function writeSettings(of: {
  readonly folder: string;
  readonly kubeconfig: string;
  /** The registry that tells secrets, and the one where fixes work. */
  readonly host: string;
  readonly mendable: string;
}): Promise<Record<string, string>> {
  const { folder, host, mendable } = of;
  const [kubeconfig, config] = [join(folder, 'kubeconfig'), join(folder, 'config.yaml')];
  await writeFile(kubeconfig, of.kubeconfig);
  const login = { username: 'medic', passwordEnv: 'OWN_PASSWORD' };
  const webhook = {
    name: 'am',
    kind: 'alertmanager',
    cluster: 'leaky',
    auth: { bearer: { tokenEnv: 'HOOK' } },
  };
  await writeFile(
    config,
    stringify({
      clusters: [{ name: 'leaky', kubeconfig, default: true }],
      registries: [
        { name: 'leaky', host, kind: 'harbor', plainHttp: true, login },
        { name: 'mendable', host: mendable, kind: 'distribution', plainHttp: true },
      ],
      remediations: { enabled: ['set-nearest-tag'], approvers: [{ users: APPROVERS }] },
      network: { allowAddresses: ['127.0.0.0/8'], connectMs: 500 },
      alerts: { channels: [{ channel: 'C0SHOP0001' }], webhooks: [webhook] },
    }),
  );
  return {
    HOME: folder,
    KUBECONFIG: kubeconfig,
    REGISTRY_MEDIC_CONFIG: config,
    OWN_PASSWORD: 'Own7pass',
    HOOK: 'hook',
  };
}
