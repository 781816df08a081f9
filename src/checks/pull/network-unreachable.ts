import { defineCheck } from '../../engine/check.ts';
import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import { quoted } from '../../facts/answered.ts';
import { unlessUndialled } from '../../facts/dialled.ts';
import { onNode } from '../../facts/node-fault.ts';
import { tcp } from '../../probes/tcp.ts';

export default defineCheck({
  id: 'network-unreachable',
  stage: 'network',
  severity: 'high',
  rows: ['S1-1'],
  signs: [
    {
      pattern:
        /dial tcp (?!(?:(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)[\d.]{7,15}:443): connect: (?:network is unreachable|no route))(?<host>\S{1,270}): (?:connect: )?(?:network is (?:unreachable|down)|no route to host|host is down|host is unreachable)/,
      specimen:
        'failed to do request: Head "https://registry-1.docker.io/v2/library/php/manifests/8.3-cli": dial tcp [2600:1f18:2148:bc02:44a1:6e21:5624:8472]:443: connect: network is unreachable',
      source: 'buildkit; Go net',
      tells: 'sure',
    },
    {
      pattern:
        /(?:connect: )?can(?:no|')t assign requested address|(?:connectex: )?A socket operation was attempted to an unreachable (?:network|host)/,
      specimen:
        'failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1": dial tcp [2600:1f18::1]:443: connect: cannot assign requested address',
      source: 'Go net on a host without IPv6',
      tells: 'sure',
    },
    {
      pattern:
        /address family not supported by protocol|ENETUNREACH|EHOSTUNREACH|[Nn]o route to host|[Nn]etwork is unreachable/,
      specimen: 'curl: (7) Failed to connect to harbor.example.com port 443: No route to host',
      source: 'Go net; curl; Node.js',
      tells: 'sure',
    },
    {
      // A public registry is there for everybody: a network without a way out has a proxy, which is not used.
      // An IPv6 address tells more: it is tried on a host without IPv6.
      pattern:
        /(?:(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|microsoft\.com|nvcr\.io)\/(?:v[12]\/|token)[^\s"]{0,400}"?: dial tcp (?<host>[^\s[]{1,270}): (?:connect: )?|pinging (?:container|docker) registry (?:registry-1\.docker\.io|index\.docker\.io|docker\.io|quay\.io|gcr\.io|ghcr\.io|registry\.k8s\.io|mcr\.microsoft\.com): )(?:network is unreachable|no route to host)/,
      specimen: 'Failed to pull image [pinging container registry quay.io: network is unreachable]',
      source: 'kata-containers/kata-containers#9422',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'mirror-misconfigured',
        'policy-blocked',
        'dns-failure',
        'registry-unavailable',
      ],
    },
    {
      // An address of the internet, whoever's it is: the same.
      pattern:
        /dial tcp (?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)(?<host>[\d.]{7,15}:443): connect: (?:network is unreachable|no route to host)/,
      specimen:
        'failed to do request: Head "https://registry.acme.test/v2/pause/manifests/3.9": dial tcp 120.55.105.209:443: connect: no route to host',
      source: 'Go net on a network without a way out',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'policy-blocked', 'dns-failure'],
    },
    {
      // The name has addresses of the other family only, or none.
      pattern: /no suitable address found/,
      specimen: 'dial tcp: address registry.acme.test: no suitable address found',
      source: 'Go net/ipsock.go',
      tells: 'suggests',
      orElse: ['dns-failure', 'proxy-misconfigured', 'mirror-misconfigured'],
    },
    {
      pattern: /dial tcp \S{1,270}: connect: (?:operation not permitted|permission denied)/,
      specimen: 'dial tcp 10.0.0.5:443: connect: operation not permitted',
      source: 'Go net under a local packet filter or eBPF policy',
      tells: 'suggests',
      orElse: ['connection-timeout', 'policy-blocked', 'node-runtime-failure'],
    },
  ],
  needs: { tcp },
  uses: { asked: tcp },
  onNode: onNode('network-unreachable'),
  judge({ tcp: fact }, { asked }) {
    if (fact.open) return { outcome: 'pass' };
    const [first, ...others] = fact.dials.flatMap(({ dial }) =>
      dial.ended === 'unreachable' ? [quoted('network', dial.says, asked)] : [],
    );
    if (!first) return unlessUndialled(fact);
    if (fact.dials.some(({ dial }) => dial.ended !== 'unreachable'))
      return { outcome: 'skip', why: 'some address is routed, though not open' };
    const evidence: NonEmpty<Evidence> = [first, ...others];
    const onlyIpv6 = fact.dials.every(({ address }) => address.includes(':'));
    return { outcome: 'fail', evidence, data: { host: fact.host, port: fact.port, onlyIpv6 } };
  },
  words: {
    en: {
      title: 'Network unreachable',
      summary: ({ host, onlyIpv6 }) =>
        onlyIpv6
          ? `There is no route to \`${host}\`: its name has only IPv6 addresses, and no IPv6 network is here.`
          : `There is no route to \`${host}\`.`,
      probably: ({ host }) => `there is no route to ${host ? `\`${host}\`` : 'the registry'} from that node`,
      explains:
        'The node has no way to that address: no default route, a router that answers “no route”, or an IPv6 address tried on a host without IPv6.',
      steps: ({ data }) => {
        const host = data?.host ?? '<registry host>';
        return [
          `On the node: \`getent ahosts ${host}\`, then for the address \`ip route get <address>\``,
          'If only IPv6 fails: give the node IPv6, or make its resolver prefer IPv4 (`/etc/gai.conf`: `precedence ::ffff:0:0/96 100`), or turn IPv6 off.',
          'If the route is missing: restore the default gateway or the route to that network.',
        ];
      },
    },
  },
});
