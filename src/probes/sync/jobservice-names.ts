import { NotReached } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { listAt, textAt, textsAt } from '../../engine/kubernetes/fields.ts';
import { workloadOf } from '../../engine/kubernetes/workload.ts';
import type { Probe } from '../../engine/probe.ts';
import { CLUSTER_HOSTS_RIGHTS, type ClusterHostsFact, readClusterHosts } from '../cluster-hosts.ts';
import { replicationPolicy } from './replication-policy.ts';

/** Who would tell the job service and core the other side's name: their own hosts file, and the cluster's DNS. */
export interface JobserviceNamesFact {
  readonly host: string;
  /** `hostAliases` of their Deployments; `address` null: none for this name. */
  readonly aliases: readonly { readonly deployment: string; readonly address: string | null }[];
  readonly hosts: ClusterHostsFact;
}

const OF_REPLICATION = /(?:^|-)(?:jobservice|core)$/;

export const jobserviceNames: Probe<JobserviceNamesFact> = {
  id: 'jobservice-names',
  asks: () => 'reading who tells the job service that name',
  rights: [{ group: 'apps', resource: 'deployments', verb: 'list' }, ...CLUSTER_HOSTS_RIGHTS],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'harbor');
    const { endpoint } = await context.need(replicationPolicy);
    if (!URL.canParse(endpoint.url)) throw new NotReached(replicationPolicy.id);
    const host = new URL(endpoint.url).hostname;
    const deployments =
      toldBy(await reader.objects({ group: 'apps', plural: 'deployments' }, namespace)) ?? [];
    const aliases = deployments
      .filter((object) => OF_REPLICATION.test(workloadOf(object).name))
      .map((object) => {
        const all = listAt(object.spec, 'template', 'spec', 'hostAliases');
        const mine = all.find((one) => textsAt(one, 'hostnames').includes(host));
        return { deployment: object.metadata.name, address: textAt(mine, 'ip') };
      });
    return { host, aliases, hosts: await readClusterHosts(reader, host) };
  },
};
