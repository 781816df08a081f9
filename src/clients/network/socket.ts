/** Opens TCP connections: looked up, judged by law 12 on the very address that is connected to, time-boxed. */
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { Dial, Endpoint } from '../../engine/registry.ts';
import type { AddressRules } from './address-rules.ts';
import { endingOf, NetworkFault } from './fault.ts';
import type { NameResolver } from './resolver.ts';

export interface Dialler {
  readonly resolver: NameResolver;
  readonly rules: AddressRules;
  /** For a connect, a handshake and a proxy's answer each, milliseconds. */
  readonly connectMs: number;
}

/** A connected socket. `trusted` hosts (a configured proxy) may lie on any address. Throws NetworkFault. */
export async function openSocket(
  { resolver, rules, connectMs }: Dialler,
  { host, port }: Endpoint,
  trusted = false,
): Promise<Socket> {
  const found = await resolver.lookup(host);
  if (found.ended === 'failed') throw new NetworkFault({ ended: 'dns', code: found.code, says: found.says });
  const judged = found.addresses.map((address) => ({
    address,
    refusal: trusted ? null : rules.refusal(address),
  }));
  const allowed = judged.filter(({ refusal }) => refusal === null).map(({ address }) => address);
  if (allowed.length === 0) {
    const says = judged[0]?.refusal ?? `${host} has no address`;
    throw new NetworkFault({ ended: 'not-allowed', says: isIP(host) ? says : `${host}: ${says}` });
  }
  // Without a name for Node to look up again, a second lookup cannot lead elsewhere (DNS rebinding).
  const lookup: LookupFunction = (_host, _options, done) =>
    done(
      null,
      allowed.map((address) => ({ address, family: isIP(address) })),
    );
  const socket = connect({
    host: allowed.length === 1 ? (allowed[0] ?? host) : host,
    port,
    lookup,
    autoSelectFamily: true,
    noDelay: true,
  });
  const to = `${allowed.map((address) => `${isIP(address) === 6 ? `[${address}]` : address}`).join(', ')}:${port}`;
  return settle(socket, 'connect', connectMs, `${to} did not answer within ${connectMs / 1000} s`);
}

/** Opens and lets go of a connection to an address. Never throws for what the network did. */
export async function dialAddress(
  dialler: Dialler,
  address: string,
  port: number,
  trusted = false,
): Promise<Dial> {
  if (!isIP(address)) throw new TypeError(`dial wants an address, not \`${address}\``);
  try {
    const socket = await openSocket(dialler, { host: address, port }, trusted);
    socket.on('error', () => {}).destroy();
    return { ended: 'open' };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    const { ended, says } = error.ending;
    if (ended === 'refused' || ended === 'timeout' || ended === 'reset' || ended === 'not-allowed')
      return { ended, says };
    return { ended: 'unreachable', says };
  }
}

/** Waits for a socket to become ready, or throws the ending that came instead and lets go of the socket. */
export function settle<S extends Socket>(
  socket: S,
  ready: 'connect' | 'secureConnect',
  limitMs: number,
  late: string,
): Promise<S> {
  const during = ready === 'connect' ? 'connect' : 'handshake';
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      socket.off(ready, onReady).off('error', onError).off('close', onClose);
    };
    const fail = (fault: NetworkFault): void => {
      done();
      // A socket may still report errors while it goes.
      socket.on('error', () => {}).destroy();
      reject(fault);
    };
    const onReady = (): void => {
      done();
      resolve(socket);
    };
    const onError = (error: Error): void => fail(new NetworkFault(endingOf(error, during)));
    const onClose = (): void =>
      fail(new NetworkFault({ ended: 'reset', says: `the connection was closed during the ${during}` }));
    const timer = setTimeout(() => fail(new NetworkFault({ ended: 'timeout', during, says: late })), limitMs);
    socket.on(ready, onReady).on('error', onError).on('close', onClose);
  });
}
