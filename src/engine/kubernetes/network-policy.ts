/** NetworkPolicies: whether they let the pods they select reach what pulls and syncs need. Pure. */
import { BlockList, isIP } from 'node:net';
import type { KubeObject } from '../kube-object.ts';
import { at, listAt, numberAt, textAt, textsAt } from './fields.ts';
import { selects } from './label-selector.ts';

export const NETWORK_POLICIES = { group: 'networking.k8s.io', plural: 'networkpolicies' } as const;

export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  /** `spec.podSelector`, for `policiesOn`. */
  readonly podSelector: unknown;
  readonly types: readonly Direction[];
  readonly egress: readonly EgressRule[];
}

type Direction = 'Ingress' | 'Egress';

/** One rule: where to, and on which ports; empty lists mean anywhere and every port. */
export interface EgressRule {
  readonly to: readonly Peer[];
  readonly ports: readonly PortRule[];
}

export type Peer =
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] }
  | { readonly kind: 'pods' };

export interface PortRule {
  readonly protocol: string;
  /** Null: every port of the protocol; a text is a name of a container's port. */
  readonly port: number | string | null;
  readonly endPort: number | null;
}

/** `anywhere`: to any address. `some`: only to certain addresses or pods. `no`: blocked. */
export type Egress = 'anywhere' | 'some' | 'no';

export function networkPolicyOf({ metadata, spec }: KubeObject): NetworkPolicy {
  const egress = listAt(spec, 'egress').map(ruleOf);
  const told = textsAt(spec, 'policyTypes').flatMap((type) =>
    type === 'Ingress' || type === 'Egress' ? [type as Direction] : [],
  );
  // Without policyTypes it is about Ingress, and about Egress where it has such rules.
  const types =
    told.length > 0 ? told : ['Ingress' as const, ...(egress.length > 0 ? ['Egress' as const] : [])];
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    podSelector: at(spec, 'podSelector'),
    types,
    egress,
  };
}

/** Those of its namespace that select a pod with these labels. */
export function policiesOn(
  policies: readonly NetworkPolicy[],
  pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> },
): readonly NetworkPolicy[] {
  return policies.filter((one) => one.namespace === pod.namespace && selects(one.podSelector, pod.labels));
}

/**
 * What the policies on one pod together allow on a port: a pod that none of them restricts may go anywhere;
 * else the rules add up.
 */
export function egressOn(policies: readonly NetworkPolicy[], port: number, protocol = 'TCP'): Egress {
  const restricting = policies.filter((one) => one.types.includes('Egress'));
  if (restricting.length === 0) return 'anywhere';
  const rules = restricting
    .flatMap((one) => one.egress)
    .filter(({ ports }) => ports.length === 0 || ports.some((one) => covers(one, port, protocol)));
  if (rules.length === 0) return 'no';
  return rules.some(({ to }) => to.length === 0 || to.some(isEverywhere)) ? 'anywhere' : 'some';
}

/**
 * May a pod under these policies open a TCP connection to this address? `perhaps`: a rule names pods or
 * namespaces, and the address may stand for such.
 */
export function reachOf(
  policies: readonly NetworkPolicy[],
  address: string,
  port: number,
): 'yes' | 'perhaps' | 'no' {
  const restricting = policies.filter((one) => one.types.includes('Egress'));
  if (restricting.length === 0) return 'yes';
  const rules = restricting
    .flatMap((one) => one.egress)
    .filter(({ ports }) => ports.length === 0 || ports.some((one) => covers(one, port, 'TCP')));
  const peers = rules.flatMap(({ to }) => to);
  if (rules.some(({ to }) => to.length === 0) || peers.some((peer) => holds(peer, address))) return 'yes';
  return peers.some(({ kind }) => kind === 'pods') ? 'perhaps' : 'no';
}

function holds(peer: Peer, address: string): boolean {
  if (peer.kind !== 'block') return false;
  return isIn(peer.cidr, address) && !peer.except.some((cidr) => isIn(cidr, address));
}

function isIn(cidr: string, address: string): boolean {
  const [net = '', length = ''] = cidr.split('/');
  const family = isIP(net);
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(length)) return false;
  if (Number(length) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(net, Number(length), kind);
  return list.check(address, kind);
}

function covers({ protocol, port: from, endPort }: PortRule, port: number, wanted: string): boolean {
  if (protocol !== wanted) return false;
  if (from === null) return true;
  // A named port is resolved by each pod that is reached; nothing here tells its number.
  if (typeof from === 'string') return false;
  return port >= from && port <= (endPort ?? from);
}

function isEverywhere(peer: Peer): boolean {
  return peer.kind === 'block' && /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr) && peer.except.length === 0;
}

function ruleOf(rule: unknown): EgressRule {
  return {
    to: listAt(rule, 'to').map((peer) => {
      const cidr = textAt(peer, 'ipBlock', 'cidr');
      return cidr === null
        ? { kind: 'pods' as const }
        : { kind: 'block' as const, cidr, except: textsAt(peer, 'ipBlock', 'except') };
    }),
    ports: listAt(rule, 'ports').map((port) => ({
      protocol: textAt(port, 'protocol') ?? 'TCP',
      port: numberAt(port, 'port') ?? textAt(port, 'port'),
      endPort: numberAt(port, 'endPort'),
    })),
  };
}
