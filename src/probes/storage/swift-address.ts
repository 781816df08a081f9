import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import { type Site, siteOf, toldBy } from '../../engine/installation-place.ts';
import { CONFIG_MAPS, configMapOf } from '../../engine/kubernetes/config-map.ts';
import { INGRESSES, ingressOf, nginxAnnotation } from '../../engine/kubernetes/ingress.ts';
import { type SwiftSettings, swiftSettingsIn } from '../../engine/kubernetes/swift-settings.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';

/** Which address a registry's Swift names for its storage, and whether anybody listens there. */
export interface SwiftAddressFact {
  /** Where it logs in, as its ConfigMap has it. */
  readonly authUrl: string;
  readonly container: string | null;
  /** `X-Storage-Url` as the gateway answered; null: it gave none. */
  readonly storageUrl: string | null;
  /** The answer: `204 No Content`, or what kept it. */
  readonly says: string;
  /** A connection to the named address, when it is another than the login's. */
  readonly dial: { readonly address: string; readonly ended: string; readonly says: string } | null;
  /** The Ingress before the gateway, where one of this cluster leads there. */
  readonly ingress: {
    readonly namespace: string;
    readonly name: string;
    readonly upstreamVhost: string | null;
  } | null;
}

const KEY = 'REGISTRY_STORAGE_SWIFT_PASSWORD';
const words: Words<{ noKey(secret: string, says: string): string; noEntry(secret: string): string }> = {
  en: {
    noKey: (secret, says) =>
      `the key of its Swift lies in the Secret \`${secret}\`, which we may not read: ${says}`,
    noEntry: (secret) => `the Secret \`${secret}\` holds no ${KEY}`,
  },
};

export const swiftAddress: Probe<SwiftAddressFact> = {
  id: 'swift-address',
  asks: () => 'asking its Swift for the storage address',
  rights: [
    { group: '', resource: 'configmaps', verb: 'list' },
    { group: '', resource: 'secrets', verb: 'get' },
    { group: INGRESSES.group, resource: INGRESSES.plural, verb: 'list' },
  ],
  async ask(context) {
    const site = siteOf(context, 'harbor', 'distribution');
    const found = await settingsOf(site);
    if (found === null || found.swift.version !== 1) throw new NotReached('registry-workloads');
    const { authUrl, username, container } = found.swift;
    if (!/^https?:\/\//.test(authUrl) || !URL.canParse(authUrl)) throw new NotReached('registry-workloads');
    const key = await keyOf(site, found.map);
    // The answer carries a token as well: only the address leaves this function.
    const ending = await context.network.http({
      method: 'GET',
      url: authUrl,
      headers: { 'x-auth-user': username, 'x-auth-key': key },
    });
    if (ending.ended === 'not-allowed') throw new CouldNotAsk(ending.says);
    const storageUrl = ending.ended === 'answered' ? (ending.headers['x-storage-url'] ?? null) : null;
    return {
      authUrl,
      container,
      storageUrl,
      says: ending.ended === 'answered' ? String(ending.status) : ending.says,
      dial: storageUrl === null ? null : await dialled(storageUrl, authUrl, context),
      ingress: await ingressBefore(site, new URL(authUrl).hostname),
    };
  },
};

async function settingsOf({
  reader,
  namespace,
}: Site): Promise<{ readonly map: string; readonly swift: SwiftSettings } | null> {
  const maps = (toldBy(await reader.objects(CONFIG_MAPS, namespace)) ?? []).map(configMapOf);
  for (const { name, data } of maps) {
    const swift = swiftSettingsIn(data['config.yml'] ?? '');
    if (swift) return { map: name, swift };
  }
  return null;
}

/** The charts of Harbor call Secret and ConfigMap of a component alike. */
async function keyOf({ reader, namespace }: Site, name: string): Promise<string> {
  const answer = await reader.secret(namespace, name);
  const where = `${namespace}/${name}`;
  if (answer.ended !== 'found') throw new CouldNotAsk(words.en.noKey(where, answer.says));
  const encoded = answer.value.data[KEY];
  if (encoded === undefined) throw new CouldNotAsk(words.en.noEntry(where));
  return Buffer.from(encoded, 'base64').toString('utf8');
}

async function dialled(
  storageUrl: string,
  authUrl: string,
  { network }: ProbeContext,
): Promise<SwiftAddressFact['dial']> {
  if (!URL.canParse(storageUrl) || new URL(storageUrl).origin === new URL(authUrl).origin) return null;
  const { hostname, port, protocol } = new URL(storageUrl);
  const at = Number(port || (protocol === 'https:' ? 443 : 80));
  const lookup = await network.lookup(hostname);
  const address = `${hostname}:${at}`;
  if (lookup.ended === 'failed') return { address, ended: 'failed', says: lookup.says };
  const dial = await network.dial(lookup.addresses[0] ?? '', at);
  return { address, ended: dial.ended, says: dial.ended === 'open' ? 'open' : dial.says };
}

async function ingressBefore({ reader }: Site, host: string): Promise<SwiftAddressFact['ingress']> {
  const answer = await reader.objects(INGRESSES, null);
  const all = answer.ended === 'found' ? answer.value.map(ingressOf) : [];
  const mine = all.find(({ hosts }) => hosts.includes(host));
  if (!mine) return null;
  const { namespace, name } = mine;
  return { namespace, name, upstreamVhost: nginxAnnotation(mine, 'upstream-vhost') };
}
