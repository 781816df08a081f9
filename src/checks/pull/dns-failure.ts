import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { clusterHostsEvidence } from '../../facts/cluster-hosts.ts';
import { onNode } from '../../facts/node-fault.ts';
import { sentOut } from '../../facts/storage.ts';
import { type ClusterHostsFact, clusterHosts } from '../../probes/cluster-hosts.ts';
import { dns } from '../../probes/dns.ts';
import { layers } from '../../probes/layers.ts';
import { manifest } from '../../probes/manifest.ts';
import { signs } from '../../signs/dns-failure.ts';

interface Unresolved {
  readonly host: string;
  readonly resolver: string;
  readonly code: string;
  /** Whose name it is: the registry’s, or that of a host it sends its clients to. */
  readonly of: 'registry' | 'storage' | 'manifest';
  /** What the cluster's own DNS is taught of it; null: not asked. */
  readonly hosts?: ClusterHostsFact | null;
}

export default defineCheck({
  id: 'dns-failure',
  stage: 'dns',
  severity: 'high',
  rows: ['S1-1', 'S1-9', 'S4-1', 'S4-11', 'S4-12', 'S4-13', 'S4-14'],
  signs,
  needs: { dns },
  uses: { layers, manifest, asked: dns, hosts: clusterHosts },
  onNode: onNode('dns-failure'),
  judge({ dns: fact }, also): Judgement<Unresolved> {
    const { lookup, host, resolver } = fact;
    const sent = sentOut(also, 'dns');
    if (sent)
      return {
        outcome: 'fail',
        evidence: [sent.quote('DNS')],
        data: {
          host: sent.host,
          resolver,
          code: 'ENOTFOUND',
          of: sent.of === 'layers' ? 'storage' : 'manifest',
        },
      };
    if (lookup.ended === 'found') return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [
        quoted(`DNS, asked at ${resolver}`, lookup.says, also.asked),
        ...clusterHostsEvidence(factOf(also.hosts)),
      ],
      data: { host, resolver, code: lookup.code, of: 'registry', hosts: factOf(also.hosts) },
    };
  },
  words: {
    en: {
      title: 'Registry name does not resolve',
      summary: ({ host, resolver, code, of }) => {
        if (of !== 'registry')
          return `The registry sends its clients to \`${host}\` for the ${of === 'storage' ? 'layers' : 'manifest'}, and that name cannot be looked up.`;
        return code === 'ENOTFOUND' || code === 'ENODATA'
          ? `The name \`${host}\` does not exist: ${resolver} has no address for it.`
          : `The name \`${host}\` cannot be looked up: ${resolver} answers \`${code}\`.`;
      },
      probably: ({ host }) =>
        host
          ? `the name \`${host}\` does not resolve on that node`
          : 'the registry’s name does not resolve on that node',
      explains:
        'The node cannot turn the registry’s name into an address: a typo in the image, a record that is missing in the DNS the nodes ask, or a resolver that is wrong or down. Nodes use their own resolver, not the cluster’s CoreDNS. Old Docker shows it as `Service Unavailable`.',
      steps: ({ data, pull }) => {
        const host = data?.host ?? '<registry host>';
        return [
          data?.of === 'manifest'
            ? `Either give \`${host}\` a record that nodes can look up, or correct where the registry, or the proxy before it, redirects manifests to.`
            : data?.of === 'storage'
              ? `Either give \`${host}\` a record that nodes can look up, or let the registry pass layers on by itself (distribution: \`storage.redirect.disable: true\`; Harbor: \`disableredirect\`).`
              : `Check the spelling of the host in \`${pull.image}\`.`,
          `On the node: \`getent hosts ${host}; resolvectl query ${host}; cat /etc/resolv.conf\``,
          `Add the record to the zone the nodes ask${data ? ` (${data.resolver} has none)` : ''}, or correct the nodes’ resolver. As a stop-gap on each node or client: \`echo '<address> ${host}' >> /etc/hosts\`.`,
          ...(data?.hosts && data.hosts.addresses.length > 0
            ? [
                `The cluster’s own DNS is taught it by hand (\`${data.hosts.map}\`: ${data.hosts.addresses.join(', ')}), so pods find it and nodes do not: nodes ask another resolver. Is that address still right?`,
              ]
            : []),
          `If it is a pipeline or a pod that cannot resolve it (\`lookup … on <cluster DNS>:53\`): \`kubectl -n kube-system edit configmap coredns\`, in the block \`hosts { <address> ${host}  fallthrough }\`; with kube-dns of old the key \`myhosts\` of its ConfigMap. It concerns the whole cluster and takes effect within a minute.`,
        ];
      },
    },
  },
});
