/** One look from the node: its settings for an image's registry, and how far each host lets it come. */
import type { NetworkConfig } from '../config.ts';
import type { NodeQuestion, NodeView } from '../engine/node-view.ts';
import { parseReference } from '../engine/reference.ts';
import type { Words } from '../engine/words.ts';
import { type AskedHost, askHost } from './ask/ask-host.ts';
import { readResolver } from './ask/resolver.ts';
import { planFor } from './plan.ts';
import type { PlannedHost } from './planned-host.ts';
import { type ProxySettings, readProxySettings } from './proxy-settings.ts';
import type { NodeFiles } from './root.ts';
import { runtimeOf } from './runtime.ts';
import { readPem, readSystemTrust, type SystemTrust } from './trust-store.ts';

export interface NodePlace {
  readonly name: string;
  readonly files: NodeFiles;
  readonly limits: NetworkConfig;
}

const words: Words<{ readonly trustUnknown: (host: string) => string }> = {
  en: {
    trustUnknown: (host) => `its CA store could not be read, so whether it trusts \`${host}\` is not known`,
  },
};

/** More hosts than these for one image no runtime has. */
const MOST_HOSTS = 8;

/** Reads the files anew each time, since what is looked for is what somebody just changed. Throws for a bad image. */
export async function lookFromNode(
  { image, runtime: told }: Pick<NodeQuestion, 'image' | 'runtime'>,
  { name, files, limits }: NodePlace,
): Promise<NodeView> {
  const parsed = parseReference(image);
  if (parsed.state === 'invalid') throw new Error(`\`${image}\` is no image reference`);
  const runtime = await runtimeOf(files, told);
  const [plan, resolver, trust, proxy] = await Promise.all([
    planFor(files, runtime, parsed.ref),
    readResolver(files, limits.connectMs),
    readSystemTrust(files),
    readProxySettings(files, runtime),
  ]);
  const { tag, digest, reference } = parsed.ref;
  const wanted = digest === null ? `:${tag ?? reference}` : `@${digest}`;
  const ask = async (planned: PlannedHost): Promise<AskedHost> => {
    const own = await Promise.all(planned.ca.map((path) => readPem(files, path)));
    const authorities = [...trust.certificates, ...own.flat()];
    const settings = { resolver, authorities, proxyVariable: proxy.variable, limits };
    return withoutTrust(await askHost(planned, wanted, settings), trust);
  };
  const asked = await Promise.all(plan.hosts.slice(0, MOST_HOSTS).map(ask));
  const at = new Date();
  return {
    node: name,
    resolver: { servers: [...resolver.conf.servers], search: [...resolver.conf.search], from: resolver.from },
    trust: { system: trust.from, extras: [...new Set(plan.hosts.flatMap(({ ca }) => ca))] },
    proxy: shownProxy(proxy),
    hosts: asked.map(({ view }) => view),
    clock: { at: at.toISOString(), aheadS: aheadOf(asked.flatMap(({ date }) => date ?? [])[0], at) },
    notes: [...plan.notes, ...proxy.notes],
  };
}

/** Seconds that `now` is ahead of an HTTP `Date`, which has whole seconds; null without a date. */
export function aheadOf(date: string | undefined, now: Date): number | null {
  const told = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(told) ? null : Math.round((now.getTime() - told) / 1_000);
}

/** Without the node's authorities we cannot tell whom it trusts. */
function withoutTrust(asked: AskedHost, { from }: SystemTrust): AskedHost {
  const { ending } = asked.view;
  if (from !== null || ending.ended !== 'tls' || ending.fault !== 'authority') return asked;
  const says = words.en.trustUnknown(asked.view.host);
  return { ...asked, view: { ...asked.view, ending: { ended: 'not-asked', says } } };
}

/** Law 11: a proxy's address may hold a login. */
function shownProxy({ variable, from }: ProxySettings): NodeView['proxy'] {
  const shown = (name: string): string | null => {
    const value = variable(name);
    return value ? value.replace(/\/\/[^/@]*@/, '//').replace(/^[^/@]*@/, '') : null;
  };
  return {
    https: shown('HTTPS_PROXY'),
    http: shown('HTTP_PROXY'),
    noProxy: variable('NO_PROXY') ?? null,
    from,
  };
}
