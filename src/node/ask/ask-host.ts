/** Asks one host as the node would, by the same probes that look from the cluster, and says where that ended. */
import type { Answer } from '../../engine/answer.ts';
import type { HostEnding, HostView } from '../../engine/node-view.ts';
import type { Certificate, Dial, Handshake, HttpEnding } from '../../engine/registry.ts';
import type { Words } from '../../engine/words.ts';
import { openAsking } from '../../jobs/observed.ts';
import { type ChallengeFact, challenge } from '../../probes/challenge.ts';
import { type DnsFact, dns } from '../../probes/dns.ts';
import { type ManifestFact, manifest } from '../../probes/manifest.ts';
import { type TcpFact, tcp } from '../../probes/tcp.ts';
import { type TlsFact, tls } from '../../probes/tls.ts';
import type { PlannedHost } from '../planned-host.ts';
import { type HostNetwork, type NodeSettings, openHostNetwork } from './network.ts';

const words: Words<{
  readonly noDial: string;
  readonly noManifest: string;
  readonly dates: (certificate: Certificate, now: string) => string;
  readonly authority: (code: string, issuer: string) => string;
  readonly noRegistry: (url: string, status: number) => string;
}> = {
  en: {
    noDial: 'no address was dialled',
    noManifest: 'the manifest was not asked for',
    dates: ({ subject, validFrom, validTo }, now) =>
      `${subject}: valid from ${validFrom} to ${validTo}; the node’s clock says ${now}`,
    authority: (code, issuer) => `${code}; the chain ends in issuer ${issuer}`,
    noRegistry: (url, status) => `GET ${url}: ${status}, without the registry API`,
  },
};

/** Within what the asker waits for the whole view. */
const TIME_BOX_MS = 6_500;

export interface AskedHost {
  readonly view: HostView;
  /** The registry's `Date`, where it told one. */
  readonly date: string | null;
}

/** `reference` is the tag or digest, `:1.8.2` or `@sha256:…` as written. Never throws for what the network did. */
export async function askHost(
  planned: PlannedHost,
  reference: string,
  settings: NodeSettings,
): Promise<AskedHost> {
  const { ending, proxy, date } = await endingOf(planned, reference, settings);
  const without = { ...settings, proxyVariable: () => undefined };
  const direct = ending.ended === 'proxy' ? (await endingOf(planned, reference, without)).ending : null;
  const { host, role, from, certificates } = planned;
  return { view: { url: urlOf(planned), host, role, from, proxy, certificates, ending, direct }, date };
}

async function endingOf(
  planned: PlannedHost,
  reference: string,
  settings: NodeSettings,
): Promise<{ readonly ending: HostEnding; readonly proxy: string | null; readonly date: string | null }> {
  const network = openHostNetwork(planned, settings);
  const proxy = network.proxy === null ? null : `${network.proxy.host}:${network.proxy.port}`;
  try {
    const ending = await walk(planned, reference, network);
    if (ending.ended === 'not-tls' && planned.plain === 'is-spoken')
      return await endingOf({ ...planned, scheme: 'http', plain: 'fails' }, reference, settings);
    return { ending, proxy, date: network.date() };
  } finally {
    await network.close();
  }
}

async function walk(planned: PlannedHost, reference: string, network: HostNetwork): Promise<HostEnding> {
  const host = planned.host.includes(':') ? `[${planned.host}]` : planned.host;
  const image = `${host}:${planned.port}/${planned.repository}${reference}`;
  const asking = openAsking({ pull: { image }, cluster: null, network, timeBoxMs: TIME_BOX_MS });
  const [named, dialled, shaken, challenged, found] = await Promise.all([
    asking.ask(dns),
    asking.ask(tcp),
    asking.ask(tls),
    asking.ask(challenge),
    asking.ask(manifest),
  ]);
  const proxied = network.proxy !== null;
  return (
    unasked(named) ??
    nameEnding(named, proxied) ??
    unasked(dialled) ??
    dialEnding(dialled, proxied) ??
    unasked(shaken) ??
    handshakeEnding(shaken) ??
    unasked(challenged) ??
    challengeEnding(challenged) ??
    unasked(found) ??
    manifestEnding(found)
  );
}

function unasked(answer: Answer<unknown>): HostEnding | null {
  return answer.state === 'unknown' ? { ended: 'not-asked', says: answer.why } : null;
}

function nameEnding(answer: Answer<DnsFact>, proxied: boolean): HostEnding | null {
  if (answer.state !== 'known' || answer.fact.lookup.ended === 'found') return null;
  const { code, says } = answer.fact.lookup;
  return proxied ? { ended: 'proxy', says } : { ended: 'dns', code, says };
}

/** The ending that says most, of several addresses that all failed. */
const TELLING = ['refused', 'reset', 'timeout', 'unreachable'] as const;

function dialEnding(answer: Answer<TcpFact>, proxied: boolean): HostEnding | null {
  if (answer.state !== 'known' || answer.fact.open) return null;
  const dials = answer.fact.dials.map(({ dial }) => dial);
  const ended = TELLING.find((each) => dials.some((dial) => dial.ended === each));
  const dial = dials.find((each): each is Extract<Dial, { says: string }> => each.ended === ended);
  if (!ended || !dial) return { ended: 'not-asked', says: words.en.noDial };
  return { ended: proxied ? 'proxy' : ended, says: dial.says };
}

function handshakeEnding(answer: Answer<TlsFact>): HostEnding | null {
  if (answer.state !== 'known' || answer.fact.spoken === 'plain') return null;
  const handshake = answer.fact.handshake;
  if (handshake === null) return null;
  if (handshake.ended === 'done') return certificateEnding(handshake, answer.at);
  if (handshake.ended === 'failed') return { ended: 'tls', fault: 'other', says: handshake.says };
  return { ended: handshake.ended, says: handshake.says };
}

/** In the order of Go's Certificate.Verify: dates, then the name, then the chain. */
function certificateEnding(
  { chain, mismatch, untrusted }: Extract<Handshake, { readonly ended: 'done' }>,
  now: string,
): HostEnding | null {
  const [leaf] = chain;
  if (leaf && isOutOfDate(leaf, now)) {
    return { ended: 'tls', fault: 'dates', says: words.en.dates(leaf, now) };
  }
  if (mismatch !== null) return { ended: 'tls', fault: 'name', says: mismatch };
  if (untrusted === null) return null;
  const issuer = chain.at(-1)?.issuer ?? 'unknown';
  return { ended: 'tls', fault: 'authority', says: words.en.authority(untrusted, issuer) };
}

function isOutOfDate({ validFrom, validTo }: Certificate, now: string): boolean {
  return Date.parse(now) < Date.parse(validFrom) || Date.parse(now) > Date.parse(validTo);
}

function challengeEnding(answer: Answer<ChallengeFact>): HostEnding | null {
  if (answer.state !== 'known') return null;
  const { ending, registry, url } = answer.fact;
  if (ending.ended === 'answered') {
    if (ending.status === 407) return { ended: 'proxy', says: '407 Proxy Authentication Required' };
    // A mirror need not answer `/v2/`: containerd never asks for it. What it says of the manifest decides.
    return registry || ending.status === 404
      ? null
      : { ended: 'no-registry', says: words.en.noRegistry(url, ending.status) };
  }
  return httpEnding(ending);
}

function httpEnding(ending: Exclude<HttpEnding, { readonly ended: 'answered' }>): HostEnding {
  if (ending.ended === 'dns') return { ended: 'dns', code: ending.code, says: ending.says };
  if (ending.ended === 'tls') return { ended: 'tls', fault: 'other', says: ending.says };
  if (ending.ended === 'not-allowed') return { ended: 'not-asked', says: ending.says };
  return { ended: ending.ended, says: ending.says };
}

function manifestEnding(answer: Answer<ManifestFact>): HostEnding {
  if (answer.state !== 'known') return { ended: 'not-asked', says: words.en.noManifest };
  const attempt = answer.fact.attempts.find(({ who }) => who.kind === 'anonymous');
  if (!attempt) return { ended: 'not-asked', says: words.en.noManifest };
  const { ended, says } = attempt;
  if (ended === 'found' || ended === 'not-found') return { ended: 'answered', manifest: ended, says };
  const login = ended === 'unauthorized' || ended === 'denied';
  return { ended: 'answered', manifest: login ? 'login-needed' : 'failed', says };
}

function urlOf({ scheme, host, port, path }: PlannedHost): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const at = port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`;
  return `${scheme}://${at}${path === '/v2' ? '' : path}`;
}
