import { type RegistryPath, walkTo } from '../../engine/distribution/registry-path.ts';
import { siteOf } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { CLUSTER_HOSTS_RIGHTS, type ClusterHostsFact, readClusterHosts } from '../cluster-hosts.ts';
import { integrations } from './integrations.ts';

/** The way to an integrated registry whose health check fails, as we find it, and what its cluster's DNS is taught. */
export interface IntegrationPath {
  readonly name: string;
  readonly path: RegistryPath;
  readonly hosts: ClusterHostsFact;
}

/** Integrations that are tried. */
const MOST = 5;

export const integrationPaths: Probe<readonly IntegrationPath[]> = {
  id: 'integration-paths',
  asks: () => 'trying the integrated registries whose health check fails',
  timeBoxMs: 20_000,
  rights: CLUSTER_HOSTS_RIGHTS,
  async ask(context) {
    const { reader } = siteOf(context, 'kangaroo');
    const all = await context.need(integrations);
    const failing = all.flatMap(({ name, host, state }) =>
      state?.status === 'False' && host !== null && URL.canParse(`https://${host}`) ? [{ name, host }] : [],
    );
    return Promise.all(
      failing.slice(0, MOST).map(async ({ name, host }) => {
        const [path, hosts] = await Promise.all([
          walkTo(host, context.network, context.now()),
          readClusterHosts(reader, new URL(`https://${host}`).hostname),
        ]);
        return { name, path, hosts };
      }),
    );
  },
};
