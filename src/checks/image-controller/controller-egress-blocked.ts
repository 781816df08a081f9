import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { controllerEgress } from '../../probes/installation/controller-egress.ts';

const RULE = {
  443: '{"ports":[{"protocol":"TCP","port":443}]}',
  53: '{"ports":[{"protocol":"UDP","port":53},{"protocol":"TCP","port":53}]}',
} as const;

export default defineComponentCheck({
  id: 'controller-egress-blocked',
  stage: 'network',
  severity: 'high',
  rows: ['S1-12', 'S1-13', 'S1-14'],
  signs: [],
  needs: { egress: controllerEgress },
  uses: { asked: controllerEgress },
  judge({ egress }, { asked }) {
    const { namespace, pod, policies, https, dns, shut } = egress;
    const ports = [...(dns === 'no' ? [53 as const] : []), ...(https === 'no' ? [443 as const] : [])];
    // A registry on another port is not met by what is open on 443, and the other way round.
    const sources = https === 'no' ? shut.filter(({ port }) => port !== 443) : shut;
    if (ports.length === 0 && sources.length === 0) return { outcome: 'pass' };
    const towards = shut.map(({ source, address, port }) => `no rule to ${source} (${address}:${port})`);
    const says = [
      `egress of ${pod}: ${dns === 'no' ? 'no' : 'some'} UDP 53, ${https === 'no' ? 'no' : 'some'} TCP 443`,
      ...towards,
    ].join('; ');
    return {
      outcome: 'fail',
      evidence: [
        quoted(`NetworkPolicy ${policies.map((name) => `${namespace}/${name}`).join(', ')}`, says, asked),
      ],
      data: { namespace, pod, policy: policies[0] ?? '<policy>', policies, ports, sources },
    };
  },
  words: {
    en: {
      title: 'Network policy keeps the controller from registries',
      summary({ namespace, policies, ports, pod, sources }) {
        const who = `${policies.length === 1 ? 'The network policy' : 'The network policies'} ${policies.map((name) => `\`${namespace}/${name}\``).join(', ')}`;
        if (ports.length > 0)
          return `${who} ${policies.length === 1 ? 'lets' : 'let'} \`${pod}\` go nowhere on port ${ports.join(' and ')}.`;
        const [first] = sources;
        const more = sources.length > 1 ? `, nor to ${sources.length - 1} more` : '';
        return `${who} ${policies.length === 1 ? 'does' : 'do'} not let \`${pod}\` reach its source \`${first?.source ?? ''}\` (\`${first?.address ?? ''}:${first?.port ?? 443}\`)${more}.`;
      },
      probably: 'a network policy keeps the controller from the registry',
      explains:
        'A pod that a policy with Egress selects may go only where some rule lets it: names need port 53, registries port 443. Packets to elsewhere are dropped, which shows as a time-out.',
      steps: ({ data }) => {
        const namespace = data?.namespace ?? 'edge-system';
        const policy = data?.policy ?? '<policy>';
        const ports = data?.ports ?? [443];
        const sources = data?.sources ?? [];
        return [
          `All policies: \`kubectl get networkpolicies -A\`; this one: \`kubectl -n ${namespace} get networkpolicy ${policy} -o yaml\`.`,
          ...ports.map(
            (port) =>
              `Allow port ${port}: \`kubectl -n ${namespace} patch networkpolicy ${policy} --type json -p '[{"op":"add","path":"/spec/egress/-","value":${RULE[port]}}]'\` (opens that port to every address; ask who wrote the policy, and name the registry’s address under \`to\` where it may be no wider).`,
          ),
          ...sources.map(
            ({ source, address, port }) =>
              `Let it reach \`${source}\`: \`kubectl -n ${namespace} patch networkpolicy ${policy} --type json -p '[{"op":"add","path":"/spec/egress/-","value":{"to":[{"ipBlock":{"cidr":"${address}/${address.includes(':') ? 128 : 32}"}}],"ports":[{"protocol":"TCP","port":${port}}]}}]'\` (opens that address alone; it ends when the registry moves).`,
          ),
          'If it times out all the same, look beyond Kubernetes: `sudo iptables -L -n | grep 443` on the node (host firewall), and the cloud’s security group, which must allow outbound 443.',
        ];
      },
    },
  },
});
