/** Sentences about what only the node meets. */
import type { HostView, NodeView } from '../engine/node-view.ts';
import type { FromHere } from '../engine/on-node.ts';
import type { Words } from '../engine/words.ts';

export interface NodeFault {
  readonly cause:
    | 'dns-failure'
    | 'connection-refused'
    | 'connection-timeout'
    | 'network-unreachable'
    | 'network-reset'
    | 'proxy-misconfigured'
    | 'tls-unknown-authority'
    | 'tls-name-mismatch'
    | 'tls-expired'
    | 'http-https-mismatch';
  readonly host: HostView;
  readonly view: NodeView;
}

interface FaultWords {
  /** What is asked for: works from here, or not, and fails there. */
  readonly what: (host: string) => string;
  readonly why: (fault: NodeFault) => string;
  readonly mend: (fault: NodeFault) => readonly string[];
}

/** How resolvers call what Node's dns codes stand for. */
const RCODES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'answers NXDOMAIN',
  ENODATA: 'has no address for it',
  ESERVFAIL: 'answers SERVFAIL',
  EREFUSED: 'answers REFUSED',
  ETIMEOUT: 'does not answer',
  ECONNREFUSED: 'is not there',
};

const connection = (host: string): string => `The connection to \`${host}\``;
const tls = (host: string): string => `TLS with \`${host}\``;
const resolverOf = ({ resolver }: NodeView): string => resolver.servers.map(bare).join(', ');
const bare = (server: string): string => server.replace(/:53$/, '');
const onIt = ({ view }: NodeFault, command: string): string => `On node \`${view.node}\`: \`${command}\``;
const portOf = ({ host }: NodeFault): string =>
  new URL(host.url).port || (host.url.startsWith('http:') ? '80' : '443');

const reached: FaultWords = {
  what: connection,
  why: ({ host }) => host.ending.says,
  mend: (fault) => [
    onIt(fault, `curl -v --connect-timeout 5 ${fault.host.url}/v2/`),
    `Compare with a node that works: routes (\`ip route get\`), firewall and security group of \`${fault.view.node}\`, \`/etc/hosts\`.`,
  ],
};

const en: Readonly<Record<NodeFault['cause'], FaultWords>> = {
  'dns-failure': {
    what: (host) => `The name \`${host}\``,
    why: ({ view, host }) =>
      `its resolver ${resolverOf(view)} ${RCODES[host.ending.ended === 'dns' ? host.ending.code : ''] ?? 'fails'}`,
    mend: (fault) => [
      onIt(fault, `getent hosts ${fault.host.host}; cat ${fault.view.resolver.from}`),
      `Add the record to the zone that ${resolverOf(fault.view)} serves, or give \`${fault.view.node}\` the resolvers that the other nodes use.`,
    ],
  },
  'connection-refused': reached,
  'connection-timeout': reached,
  'network-unreachable': reached,
  'network-reset': reached,
  'proxy-misconfigured': {
    what: connection,
    why: ({ host, view }) =>
      host.ending.ended === 'no-registry'
        ? `what answers there is no registry (${host.ending.says})`
        : host.direct?.ended === 'answered'
          ? `its proxy \`${host.proxy}\` does not lead there, and without the proxy the registry answers: \`${host.host}\` is missing from NO_PROXY in \`${view.proxy.from}\``
          : `its proxy \`${host.proxy}\` does not lead there (${host.ending.says})`,
    mend: (fault) => [
      onIt(fault, 'systemctl show containerd --property=Environment'),
      fault.host.direct?.ended === 'answered'
        ? `Add \`${fault.host.host}\` to NO_PROXY in \`${fault.view.proxy.from}\`, then \`systemctl daemon-reload && systemctl restart containerd\` on \`${fault.view.node}\`.`
        : `Mend the proxy \`${fault.host.proxy ?? 'on the way'}\`, or correct its address in \`${fault.view.proxy.from ?? 'the runtime’s service'}\` on \`${fault.view.node}\`.`,
    ],
  },
  'tls-unknown-authority': {
    what: tls,
    why: ({ host, view }) =>
      `its trust store \`${view.trust.system}\`${view.trust.extras.length > 0 ? ' with what `certs.d` adds' : ''} lacks the authority (${host.ending.says})`,
    mend: (fault) => [
      `Copy the authority’s certificate from a node that works to \`${fault.view.node}\`, and name it as \`ca\` in \`/etc/containerd/certs.d/${fault.host.host}${portOf(fault) === '443' ? '' : `:${portOf(fault)}`}/hosts.toml\`.`,
      onIt(fault, `openssl s_client -connect ${fault.host.host}:${portOf(fault)} -showcerts </dev/null`),
    ],
  },
  'tls-name-mismatch': {
    what: tls,
    why: ({ host }) => host.ending.says,
    mend: (fault) => [
      onIt(
        fault,
        `getent hosts ${fault.host.host}; openssl s_client -connect ${fault.host.host}:${portOf(fault)} </dev/null`,
      ),
      `\`${fault.view.node}\` probably reaches another server under this name: compare the address with that on a node that works.`,
    ],
  },
  'tls-expired': {
    what: tls,
    why: ({ host }) => host.ending.says,
    mend: (fault) => [
      onIt(fault, 'timedatectl; chronyc tracking'),
      `If the clock of \`${fault.view.node}\` is right, it reaches another server than the cluster does: compare the certificate there.`,
    ],
  },
  'http-https-mismatch': {
    what: tls,
    why: ({ host }) => host.ending.says,
    mend: (fault) => [
      onIt(fault, `curl -sI http://${fault.host.host}:${portOf(fault)}/v2/`),
      `Give the registry a certificate, or name it as plain HTTP on \`${fault.view.node}\` as the other nodes do: \`server = "http://…"\` in its \`hosts.toml\`.`,
    ],
  },
};

export const nodeFaultWords: Words<{
  summary(fault: NodeFault, fromHere: FromHere): string;
  steps(fault: NodeFault): readonly string[];
}> = {
  en: {
    summary(fault, fromHere) {
      const { what, why } = en[fault.cause];
      const subject = what(fault.host.host);
      return fromHere === 'works'
        ? `${subject} works from the cluster network, fails on \`${fault.view.node}\`: ${why(fault)}.`
        : `${subject} fails on \`${fault.view.node}\`: ${why(fault)}.`;
    },
    steps: (fault) => en[fault.cause].mend(fault),
  },
};
