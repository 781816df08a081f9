import type { PathStep } from '../../engine/distribution/registry-path.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { clusterHostsEvidence, isClusterDns } from '../../facts/cluster-hosts.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { integrationPaths } from '../../probes/installation/integration-paths.ts';
import { integrations } from '../../probes/installation/integrations.ts';

interface Data {
  readonly name: string;
  readonly host: string | null;
  /** The resolver that was asked, where the message names one. */
  readonly resolver: string | null;
  readonly more: number;
  /** The first step from here that fails; null: all work, or none was tried. */
  readonly broken: PathStep | null;
  /** The resolver is that of the cluster's own pods. */
  readonly dns: 'of the cluster' | 'other';
}

export default defineComponentCheck({
  id: 'registry-health-check-failed',
  severity: 'high',
  rows: ['S0-12', 'S0-14', 'S0-16', 'S0-17', 'S0-18'],
  signs: [
    {
      pattern: /RegistryHealthCheckFail\b/,
      specimen: 'reason: RegistryHealthCheckFail',
      source: 'a field report',
    },
  ],
  needs: { integrations },
  uses: { asked: integrations, paths: integrationPaths },
  judge(facts, { asked, paths }) {
    const failing = facts.integrations.filter(({ state }) => state?.status === 'False');
    const [first, ...more] = failing;
    if (!first) return { outcome: 'pass' };
    const says = first.state?.message ?? first.state?.reason ?? 'status: False';
    const resolver = /\blookup \S{1,253} on (\S{1,60}):53:/.exec(says)?.[1] ?? null;
    const tried = factOf(paths)?.find(({ name }) => name === first.name) ?? null;
    const steps = (tried?.path.steps ?? []).map((step) =>
      quoted(`from here, ${step.id}`, `${step.ended === 'broken' ? 'fails: ' : ''}${step.says}`, paths),
    );
    return {
      outcome: 'fail',
      evidence: [
        quoted(`RegistrySecret ${first.name}`, says, asked),
        ...steps,
        ...clusterHostsEvidence(resolver === null ? null : (tried?.hosts ?? null)),
      ],
      data: {
        name: first.name,
        host: first.host,
        resolver,
        more: more.length,
        broken: tried?.path.broken ?? null,
        dns: isClusterDns(resolver, tried?.hosts ?? null) ? 'of the cluster' : 'other',
      } satisfies Data as Data,
    };
  },
  words: {
    en: {
      title: 'Registry health check failed',
      summary: ({ name, host, more, broken }: Data) =>
        `The health check of the integrated registry \`${name}\`${host === null ? '' : ` (\`${host}\`)`} fails${more > 0 ? `, and that of ${more} more` : ''}; it is hidden from the image list until it passes.${broken === null ? '' : broken.id === 'harbor' ? ` The registry itself is unhealthy: \`${broken.says}\`.` : ` From here it fails too: \`${broken.says}\`.`}`,
      probably: 'the integrated registry does not pass its health check',
      explains:
        'The RegistrySecret’s condition is False; until it passes, the registry is hidden from the image list.',
      steps: ({ data }) => [
        `In the global cluster: \`kubectl -n kangaroo-system get registrysecrets.kangaroo.io ${data?.name ?? '<name>'} -o yaml\`, and read \`status.state.message\`.`,
        ...(data?.resolver
          ? [
              `\`no such host\` on ${data.resolver}: that is ${data.dns === 'of the cluster' ? 'this cluster’s own DNS service' : 'the DNS of the global cluster'}. Add ${data.host ?? 'the host'} there: \`kubectl -n kube-system edit configmap coredns\`, in the block \`hosts { <address> ${data.host ?? '<host>'}  fallthrough }\` (concerns the whole cluster), or to the DNS server above it.`,
            ]
          : [
              'Is the registry itself well? Ask its status; then its name, port, certificate and login from the global cluster.',
            ]),
        'If the address is wrong, correct it in the integration. The state turns True at the next check, and the registry is listed again.',
      ],
    },
  },
});
