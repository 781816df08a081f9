/** The way to a registry: name, port, certificate. */
import { isIP } from 'node:net';
import type { Certificate, Dial, Endpoint, NetworkAsker } from '../../engine/registry.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import type { Seen } from './look.ts';

const DAY_MS = 86_400_000;
/** A certificate that ends sooner is a warning, and then a trouble: Let's Encrypt renews 30 days ahead. */
const WARN_DAYS = 30;
const URGENT_DAYS = 7;
const ADDRESSES = 4;

const words: Words<{
  readonly noName: (host: string, resolver: string) => string;
  readonly closed: (host: string, port: number, addresses: number) => string;
  readonly refused: (how: string) => string;
  readonly partly: (address: string) => string;
  readonly noTls: string;
  readonly untrusted: string;
  readonly mismatch: (host: string) => string;
  readonly ended: (days: number, date: string) => string;
  readonly ends: (days: number, date: string) => string;
  readonly proxied: (proxy: string) => string;
}> = {
  en: {
    noName: (host, resolver) => `\`${host}\` does not resolve (asked ${resolver}).`,
    closed: (host, port, addresses) =>
      `No connection to \`${host}\` port ${port}${addresses > 1 ? `, on none of ${addresses} addresses` : ''}.`,
    refused: (how) => `TLS fails: ${how}.`,
    partly: (address) => `One of its addresses, ${address}, takes no connections: some pulls fail.`,
    noTls: 'It does not speak TLS on this port.',
    untrusted: 'Its certificate is from an authority that is not trusted here.',
    mismatch: (host) => `Its certificate is not for \`${host}\`.`,
    ended: (days, date) => `Its certificate ended ${days} days ago, on ${date}: no node can pull.`,
    ends: (days, date) => `Certificate ends in ${days} days, on ${date}.`,
    proxied: (proxy) => `Reached through the proxy ${proxy}.`,
  },
};

/** Looks the way up to the handshake; stops at the first step that fails. */
export async function seeReach(network: NetworkAsker, endpoint: Endpoint, now: Date): Promise<Seen> {
  const settings = network.settings(endpoint);
  if (settings.proxy) {
    // Behind a proxy the name and the port are the proxy's business.
    const note = line('proxy', 'healthy', words.en.proxied(`${settings.proxy.host}:${settings.proxy.port}`));
    const tls = settings.plainHttp ? {} : await seeTls(network, endpoint, now);
    return { ...tls, notes: [note, ...(tls.notes ?? [])] };
  }
  const addresses = await addressesOf(network, endpoint.host);
  if ('says' in addresses) {
    const says = words.en.noName(endpoint.host, network.resolver);
    return { troubles: [line('dns', 'down', says, addresses.says)] };
  }
  const tried = addresses.slice(0, ADDRESSES);
  const dials = await Promise.all(
    tried.map(async (address) => ({ address, dial: await network.dial(address, endpoint.port) })),
  );
  const connection = seeDials(dials, endpoint);
  if (!dials.some(({ dial }) => dial.ended === 'open') || settings.plainHttp) return connection;
  const tls = await seeTls(network, endpoint, now);
  return { ...tls, troubles: [...(connection.troubles ?? []), ...(tls.troubles ?? [])] };
}

async function addressesOf(
  network: NetworkAsker,
  host: string,
): Promise<readonly string[] | { readonly says: string }> {
  if (isIP(host)) return [host];
  const lookup = await network.lookup(host);
  return lookup.ended === 'found' ? lookup.addresses : { says: lookup.says };
}

function seeDials(
  dials: readonly { readonly address: string; readonly dial: Dial }[],
  { host, port }: Endpoint,
): Seen {
  const shut = dials.flatMap(({ address, dial }) => (dial.ended === 'open' ? [] : [{ address, dial }]));
  const [first] = shut;
  if (!first) return {};
  if (shut.length < dials.length) {
    const partly = shut.map(({ address, dial }) =>
      line('tcp', 'degraded', words.en.partly(address), dial.says),
    );
    return { troubles: partly };
  }
  if (shut.every(({ dial }) => dial.ended === 'not-allowed'))
    return { couldNotLook: [{ probe: 'tcp', why: first.dial.says }] };
  return { troubles: [line('tcp', 'down', words.en.closed(host, port, dials.length), first.dial.says)] };
}

async function seeTls(network: NetworkAsker, endpoint: Endpoint, now: Date): Promise<Seen> {
  const shaken = await network.handshake(endpoint);
  if (shaken.ended === 'not-tls') return { troubles: [line('tls', 'down', words.en.noTls, shaken.says)] };
  if (shaken.ended !== 'done')
    return { troubles: [line('tls', 'down', words.en.refused(shaken.ended), shaken.says)] };
  const [leaf] = shaken.chain;
  const troubles = [
    ...(shaken.untrusted ? [line('tls', 'degraded', words.en.untrusted, shaken.untrusted)] : []),
    ...(shaken.mismatch ? [line('tls', 'degraded', words.en.mismatch(endpoint.host), shaken.mismatch)] : []),
  ];
  const expiry = leaf ? expiryOf(leaf, now) : null;
  if (!expiry) return { troubles };
  return expiry.health === 'healthy' ? { troubles, notes: [expiry] } : { troubles: [expiry, ...troubles] };
}

function expiryOf(leaf: Certificate, now: Date): StatusLine {
  const left = Date.parse(leaf.validTo) - now.getTime();
  const days = Math.floor(Math.abs(left) / DAY_MS);
  const date = leaf.validTo.slice(0, 10);
  if (left <= 0) return line('certificate', 'down', words.en.ended(days, date));
  const health = days < URGENT_DAYS ? 'degraded' : days < WARN_DAYS ? 'warning' : 'healthy';
  return line('certificate', health, words.en.ends(days, date));
}

export function line(id: string, health: Health, says: string, quote?: string): StatusLine {
  return { id, health, says, ...(quote ? { quote } : {}) };
}
