/** The way to the API of an installation that is a Harbor. */
import { createHarborReader } from '../../clients/harbor/reader.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Endpoint, HttpQuestion, NetworkAsker } from '../../engine/registry.ts';

/** Null when it is no Harbor, or nothing tells its host. Our own login is used where one is configured. */
export function harborOf(installation: Installation, network: NetworkAsker): HarborReader | null {
  const { product, host } = installation;
  if (product !== 'harbor' || host === null) return null;
  const endpoint = endpointOf(installation, host);
  const plain = installation.scheme === 'http' || network.settings(endpoint).plainHttp;
  const door = {
    http: (question: HttpQuestion) => network.http(question),
    origin: `${plain ? 'http' : 'https'}://${host}`,
  };
  const login = network.ownLogin(endpoint);
  const reader = createHarborReader({ ...door, login });
  if (login === null) return reader;
  // Health needs no login, and a login that Harbor refuses must not hide it.
  const open = createHarborReader({ ...door, login: null });
  return { ...reader, health: () => open.health() };
}

function endpointOf({ scheme }: Installation, host: string): Endpoint {
  const { hostname, port } = new URL(`http://${host}`);
  const usual = scheme === 'http' ? 80 : 443;
  const written = /:\d+$/.test(host) ? Number(port || 80) : usual;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: written };
}
