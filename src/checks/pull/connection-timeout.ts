import { defineCheck, type Judgement } from '../../engine/check.ts';
import type { Evidence } from '../../engine/evidence.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { unlessUndialled } from '../../facts/dialled.ts';
import { onNode } from '../../facts/node-fault.ts';
import { sentOut } from '../../facts/storage.ts';
import { layers } from '../../probes/layers.ts';
import { manifest } from '../../probes/manifest.ts';
import { tcp } from '../../probes/tcp.ts';
import { tls } from '../../probes/tls.ts';
import { signs } from '../../signs/connection-timeout.ts';

interface Silence {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly during: 'connect' | 'handshake';
}

export default defineCheck({
  id: 'connection-timeout',
  stage: 'network',
  severity: 'high',
  rows: ['S1-1', 'S1-10', 'S1-13', 'S1-14'],
  signs,
  needs: { tcp },
  uses: { layers, manifest, tls, asked: tcp },
  onNode: onNode('connection-timeout'),
  judge({ tcp: fact }, also): Judgement<Silence> {
    const where = { host: fact.host, port: fact.port };
    if (!fact.open) {
      const silent = fact.dials.filter(({ dial }) => dial.ended === 'timeout');
      const others = fact.dials.some(({ dial }) => dial.ended === 'refused');
      const [first] = silent;
      if (!first) return unlessUndialled(fact);
      if (others) return { outcome: 'skip', why: 'another of its addresses answers, if only with a refusal' };
      const says =
        'says' in first.dial
          ? first.dial.says
          : `${first.address}:${fact.port} gave no answer within ${first.ms} ms`;
      return {
        outcome: 'fail',
        evidence: [quoted('network', says, also.asked)],
        data: { ...where, addresses: silent.map(({ address }) => address), during: 'connect' },
      };
    }
    const sent = sentOut(also, 'timeout');
    if (sent)
      return {
        outcome: 'fail',
        evidence: [sent.quote('network')],
        data: { host: sent.host, port: sent.port, addresses: [], during: 'connect' },
      };
    const handshake = factOf(also.tls)?.handshake;
    if (handshake?.ended !== 'timeout') return { outcome: 'pass' };
    const evidence: Evidence = quoted('TLS', handshake.says, also.tls);
    return {
      outcome: 'fail',
      evidence: [evidence],
      data: { ...where, addresses: [], during: 'handshake' },
    };
  },
  words: {
    en: {
      title: 'Connection times out',
      summary: ({ host, port, during }) =>
        during === 'connect'
          ? `\`${host}\` does not answer on port ${port}: the connection times out, so something on the way drops it.`
          : `\`${host}:${port}\` accepts the connection but never answers the TLS handshake.`,
      probably: ({ host }) => `the connection to ${host ? `\`${host}\`` : 'the registry'} times out`,
      explains:
        'Packets are dropped without a word: a firewall, a NetworkPolicy, a security group, a missing route back, or a host that is down. When the connection opens and the handshake hangs, a wrong MTU or an inspecting proxy is likely.',
      steps: ({ data }) => {
        const host = data?.host ?? '<registry host>';
        const port = data?.port ?? 443;
        return [
          `From a node: \`curl -v --connect-timeout 5 https://${host}:${port}/v2/\` and \`traceroute -T -p ${port} ${host}\``,
          `Open egress from the nodes to \`${host}:${port}\`${data?.addresses.length ? ` (${data.addresses.map((one) => `\`${one}\``).join(', ')})` : ''} in the firewall or security group.`,
          'If pulls should go through a proxy or mirror: check the proxy settings of the runtime’s service, and `/etc/containerd/certs.d/`.',
        ];
      },
    },
  },
});
