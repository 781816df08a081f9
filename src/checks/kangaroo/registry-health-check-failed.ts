import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { integrations } from '../../probes/installation/integrations.ts';

interface Data {
  readonly name: string;
  readonly host: string | null;
  /** The resolver that was asked, where the message names one. */
  readonly resolver: string | null;
  readonly more: number;
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
  uses: { asked: integrations },
  judge(facts, { asked }) {
    const failing = facts.integrations.filter(({ state }) => state?.status === 'False');
    const [first, ...more] = failing;
    if (!first) return { outcome: 'pass' };
    const says = first.state?.message ?? first.state?.reason ?? 'status: False';
    const resolver = /\blookup \S{1,253} on (\S{1,60}):53:/.exec(says)?.[1] ?? null;
    return {
      outcome: 'fail',
      evidence: [quoted(`RegistrySecret ${first.name}`, says, asked)],
      data: { name: first.name, host: first.host, resolver, more: more.length } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Registry health check failed',
      summary: ({ name, host, more }: Data) =>
        `The health check of the integrated registry \`${name}\`${host === null ? '' : ` (\`${host}\`)`} fails${more > 0 ? `, and that of ${more} more` : ''}; it is hidden from the image list until it passes.`,
      probably: 'the integrated registry does not pass its health check',
      explains:
        'The RegistrySecret’s condition is False; until it passes, the registry is hidden from the image list.',
      steps: ({ data }) => [
        `In the global cluster: \`kubectl -n kangaroo-system get registrysecrets.kangaroo.io ${data?.name ?? '<name>'} -o yaml\`, and read \`status.state.message\`.`,
        ...(data?.resolver
          ? [
              `\`no such host\` on ${data.resolver}: that is the DNS of the global cluster. Add ${data.host ?? 'the host'} there: \`kubectl -n kube-system edit configmap coredns\`, in the block \`hosts { <address> ${data.host ?? '<host>'}  fallthrough }\` (concerns the whole cluster), or to the DNS server above it.`,
            ]
          : [
              'Is the registry itself well? Ask its status; then its name, port, certificate and login from the global cluster.',
            ]),
        'If the address is wrong, correct it in the integration. The state turns True at the next check, and the registry is listed again.',
      ],
    },
  },
});
