/** What stands around a slow pull: who pulls beside it, how other nodes fare, names, nearer sources, caches. Pure. */
import { sizeOf } from '../../engine/bytes.ts';
import type { Case } from '../../engine/case.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { type ClusterDnsFact, clusterDns, type DnsPod } from '../../probes/cluster-dns.ts';
import { type LookupTimesFact, lookupTimes } from '../../probes/lookup-times.ts';
import { type NearSource, type NearSourcesFact, nearSources } from '../../probes/near-sources.ts';
import { type NodeSpeedsFact, nodeSpeeds } from '../../probes/node-speeds.ts';
import { type PullCrowdFact, pullCrowd } from '../../probes/pull-crowd.ts';
import { type NodeDisksFact, nodeDisks } from '../../probes/storage/node-disks.ts';
import { tcp } from '../../probes/tcp.ts';
import type { ContributorKind } from './contributors.ts';
import type { Proxies } from './proxies.ts';

export interface Around {
  readonly lines: readonly string[];
  /** What speaks of the biggest part, by the part. */
  readonly evidence: Readonly<Partial<Record<ContributorKind, readonly Evidence[]>>>;
}

const words: Words<{
  crowd(here: number, node: string | null, others: readonly string[]): string;
  speed(node: string, perSecond: number, others: readonly string[]): string;
  connect(ms: number): string;
  lookups(of: LookupTimesFact, slow: 'slow' | 'fine'): string;
  dns(servers: readonly DnsPod[], bad: readonly DnsPod[]): string;
  caches(caches: readonly DnsPod[]): string;
  source(of: NearSource, own: number | null): string;
  concurrent(pulls: number): string;
  proxy(image: string): string;
  noProxy(asked: number): string;
  disk(node: string, says: string): string;
}> = {
  en: {
    crowd: (here, node, others) =>
      `${here} ${here === 1 ? 'pod waits' : 'pods wait'} for images on ${node === null ? 'no node yet' : `node \`${node}\``} now${others.length > 0 ? `; elsewhere: ${others.join(', ')}` : ''}`,
    speed: (node, perSecond, others) =>
      `node \`${node}\` pulled at ${sizeOf(Math.round(perSecond))}/s of late${others.length > 0 ? `; others: ${others.join(', ')}` : ', and no other node’s pulls are told'}`,
    connect: (ms) =>
      `a connection to it takes ${ms} ms from here${ms >= FAR_MS ? ': it is far away, and every question of a pull costs that' : ''}`,
    lookups: ({ host, ms }, slow) =>
      `looking up \`${host}\` from here: ${ms.join(', ')} ms${slow === 'slow' ? ': slow' : ''}`,
    dns: (servers, bad) =>
      `the cluster’s DNS: ${servers.length - bad.length} of ${servers.length} pods ready${bad.length > 0 ? ` (not: ${bad.map(({ pod }) => `\`${pod}\``).join(', ')})` : ''}, ${servers.reduce((sum, { restarts }) => sum + restarts, 0)} restarts`,
    caches: (caches) =>
      caches.length === 0
        ? 'no NodeLocal DNSCache runs'
        : `NodeLocal DNSCache: ${caches.filter(({ ready }) => ready).length} of ${caches.length} ready`,
    source: ({ name, host, connectMs, has, says, verifyStatus }, own) => {
      const at = `source \`${name}\` (\`${host}\`)`;
      if (connectMs === null) return `${at} is not reached from here: \`${says}\``;
      const there = {
        yes: 'has the image',
        no: 'does not have the image',
        unknown: `does not say (\`${says}\`)`,
      };
      const nearer = own !== null && has === 'yes' && connectMs < own ? ', nearer than its own registry' : '';
      return `${at} ${there[has]}; a connection takes ${connectMs} ms${nearer}${verifyStatus === null ? '' : `; the controller says ${verifyStatus}`}`;
    },
    concurrent: (pulls) => `the image controller pulls ${pulls} at once (\`max_concurrent_pulls\`)`,
    proxy: (image) => `a cache is there: \`${image}\``,
    noProxy: (asked) =>
      `no proxy project leads to this registry in ${asked === 1 ? 'the Harbor' : `the ${asked} Harbors`} we log in to: nothing caches it`,
    disk: (node, says) => `node \`${node}\`: ${says}`,
  },
};

/** From here on a distance is felt. */
const FAR_MS = 100;
const SLOW_LOOKUP_MS = 100;
const MOST = 3;

export function around({ answers }: Case, proxies: Proxies | null, language: Language): Around {
  const say = words[language];
  const dials = factIn(answers, tcp)?.dials.filter(({ dial }) => dial.ended === 'open') ?? [];
  const connectMs = dials.length > 0 ? Math.min(...dials.map(({ ms }) => ms)) : null;
  const crowd = ofCrowd(factIn(answers, pullCrowd), language);
  const speeds = ofSpeeds(factIn(answers, nodeSpeeds), language);
  const names = ofNames(factIn(answers, lookupTimes), factIn(answers, clusterDns), language);
  const far = connectMs === null ? [] : [say.connect(connectMs)];
  const disks = ofDisks(factIn(answers, nodeDisks), factIn(answers, pullCrowd)?.node ?? null, language);
  const near = ofSources(factIn(answers, nearSources), connectMs, language);
  const lines = [...crowd, ...speeds, ...far, ...names, ...disks, ...near, ...ofProxies(proxies, language)];
  const quote =
    (source: string) =>
    (says: string): Evidence => ({ source, says });
  return {
    lines,
    evidence: {
      waiting: crowd.map(quote('pods')),
      transfer: [...speeds.map(quote('kubelets')), ...far.map(quote('measured'))],
      node: [...speeds.map(quote('kubelets')), ...disks.map(quote('nodes'))],
      registry: [...far, ...names].map(quote('measured')),
    },
  };
}

function ofCrowd(crowd: PullCrowdFact | null, language: Language): readonly string[] {
  if (crowd === null) return [];
  const { node, byNode } = crowd;
  const here = byNode.find((one) => one.node === node)?.pods ?? 0;
  const others = byNode
    .filter((one) => one.node !== node)
    .slice(0, MOST)
    .map((one) => `\`${one.node}\` ${one.pods}`);
  return here === 0 && others.length === 0 ? [] : [words[language].crowd(here, node, others)];
}

function ofSpeeds(fact: NodeSpeedsFact | null, language: Language): readonly string[] {
  const mine = fact?.speeds.find(({ node }) => node === fact.node);
  if (!fact || !mine) return [];
  const others = fact.speeds
    .filter((one) => one !== mine)
    .toSorted((a, b) => b.perSecond - a.perSecond)
    .slice(0, MOST)
    .map(({ node, perSecond }) => `\`${node}\` ${sizeOf(Math.round(perSecond))}/s`);
  return [words[language].speed(mine.node, mine.perSecond, others)];
}

function ofNames(
  times: LookupTimesFact | null,
  dns: ClusterDnsFact | null,
  language: Language,
): readonly string[] {
  const say = words[language];
  const slow = times && Math.max(...times.ms) >= SLOW_LOOKUP_MS ? 'slow' : 'fine';
  const bad = dns?.servers.filter(({ ready }) => !ready) ?? [];
  return [
    ...(times ? [say.lookups(times, slow)] : []),
    ...(dns && dns.servers.length > 0 ? [say.dns(dns.servers, bad), say.caches(dns.caches)] : []),
  ];
}

function ofDisks(disks: NodeDisksFact | null, node: string | null, language: Language): readonly string[] {
  const mine = disks?.troubled.find((one) => one.node === node);
  if (!mine) return [];
  const says = [...(mine.pressure ? [mine.pressure.says] : []), ...mine.events.map((event) => event.says)];
  return says.slice(0, MOST).map((one) => words[language].disk(mine.node, one));
}

function ofSources(fact: NearSourcesFact | null, own: number | null, language: Language): readonly string[] {
  const say = words[language];
  const nearest = (fact?.sources ?? []).toSorted(
    (a, b) => (a.connectMs ?? Infinity) - (b.connectMs ?? Infinity),
  );
  return [
    ...nearest.map((one) => say.source(one, own)),
    ...(fact?.concurrentPulls == null ? [] : [say.concurrent(fact.concurrentPulls)]),
  ];
}

function ofProxies(proxies: Proxies | null, language: Language): readonly string[] {
  const say = words[language];
  if (proxies === null || proxies.asked === 0) return [];
  return proxies.found.length > 0
    ? proxies.found.slice(0, MOST).map(({ image }) => say.proxy(image))
    : [say.noProxy(proxies.asked)];
}
