/** What a node's own look says of the causes on the way to a registry: name, connection, certificate, proxy. */
import {
  askedHosts,
  type HostEnding,
  type HostView,
  type NodeView,
  passesStage,
  reaches,
} from '../engine/node-view.ts';
import type { NodeJudgement, OnNode } from '../engine/on-node.ts';
import type { Stage } from '../engine/stage.ts';
import { nodeView } from '../probes/node-view.ts';
import { type NodeFault, nodeFaultWords } from './node-fault-words.ts';

export type CauseOnNode = NodeFault['cause'];

const STAGE: Readonly<Record<CauseOnNode, Stage>> = {
  'dns-failure': 'dns',
  'connection-refused': 'network',
  'connection-timeout': 'network',
  'network-unreachable': 'network',
  'network-reset': 'network',
  'proxy-misconfigured': 'network',
  'tls-unknown-authority': 'tls',
  'tls-name-mismatch': 'tls',
  'tls-expired': 'tls',
  'http-https-mismatch': 'tls',
};

/** Judges one cause by the node's own look; see OnNode. */
export function onNode(cause: CauseOnNode): OnNode {
  return { probe: nodeView, judge: (view, at) => judge(cause, view, at) };
}

function judge(cause: CauseOnNode, view: NodeView, at: string): NodeJudgement {
  const host = ownHost(view);
  if (host && !reaches(view) && causeOf(host.ending) === cause) return failure({ cause, host, view }, at);
  return passesStage(view, STAGE[cause]) || reaches(view) ? { outcome: 'pass' } : { outcome: 'skip' };
}

function failure(fault: NodeFault, at: string): NodeJudgement {
  const { cause, host, view } = fault;
  const source = sourceOf(view, host);
  const first = { source, says: host.ending.says, at };
  const direct =
    host.direct?.ended === 'answered'
      ? [{ source: `${source}, without its proxy`, says: host.direct.says, at }]
      : [];
  return {
    outcome: 'fail',
    evidence: [first, ...direct],
    data: { cause, node: view.node, host: host.host, url: host.url, proxy: host.proxy, viewpoint: 'node' },
    summary: ({ fromHere }, language) => nodeFaultWords[language].summary(fault, fromHere),
    steps: (_pull, language) => nodeFaultWords[language].steps(fault),
  };
}

/** Names who saw it: `node worker-3, asking https://mirror.example.com`. */
export function sourceOf({ node }: NodeView, { url }: HostView): string {
  return `node ${node}, asking ${url}`;
}

/** The image's own host among those that a pull asks; null when the node's settings leave it out. */
export function ownHost(view: NodeView): HostView | null {
  const leftOut = view.hosts.some(({ role }) => role === 'origin');
  return leftOut ? null : (askedHosts(view).at(-1) ?? null);
}

/** Hosts that are asked before, or in the place of, the image's own. */
export function mirrorsOf(view: NodeView): readonly HostView[] {
  const own = ownHost(view);
  return askedHosts(view).filter((host) => host !== own);
}

const CERTIFICATE = {
  authority: 'tls-unknown-authority',
  name: 'tls-name-mismatch',
  dates: 'tls-expired',
  other: null,
} as const;

function causeOf(ending: HostEnding): CauseOnNode | null {
  switch (ending.ended) {
    case 'dns':
      return 'dns-failure';
    case 'refused':
      return 'connection-refused';
    case 'timeout':
      return 'connection-timeout';
    case 'unreachable':
      return 'network-unreachable';
    case 'reset':
      return 'network-reset';
    case 'proxy':
    case 'no-registry':
      return 'proxy-misconfigured';
    case 'not-tls':
      return 'http-https-mismatch';
    case 'tls':
      return CERTIFICATE[ending.fault];
    case 'answered':
    case 'not-asked':
      return null;
  }
}
