/** Name lookups as this node makes them: its hosts file, then its servers, with its search domains. */
import { isIP } from 'node:net';
import { createResolver, type NameResolver } from '../../clients/network/resolver.ts';
import type { Lookup } from '../../engine/registry.ts';
import { parseHostsFile } from '../files/hosts-file.ts';
import { namesFor, parseResolvConf, type ResolvConf } from '../files/resolv-conf.ts';
import type { NodeFiles } from '../root.ts';

export interface NodeResolver extends NameResolver {
  readonly conf: ResolvConf;
  readonly from: string;
}

/** Where the stub of systemd-resolved keeps its own list, for nodes whose `/etc/resolv.conf` is missing. */
const FILES = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

export async function readResolver(files: NodeFiles, timeoutMs: number): Promise<NodeResolver> {
  const { text, from } = await firstText(files);
  const conf = parseResolvConf(text);
  const held = parseHostsFile((await files.text('/etc/hosts')) ?? '');
  const servers = createResolver(conf.servers, timeoutMs);
  const name = conf.servers.map((server) => server.replace(/:53$/, '')).join(', ');
  const lookup = async (host: string): Promise<Lookup> => {
    const written = held.get(host.toLowerCase());
    if (written) return { ended: 'found', addresses: written };
    if (isIP(host)) return servers.lookup(host);
    return firstFound(namesFor(host, conf), servers);
  };
  return { name, conf, from, lookup };
}

async function firstText(files: NodeFiles): Promise<{ text: string; from: string }> {
  for (const from of FILES) {
    const text = await files.text(from);
    if (text !== null) return { text, from };
  }
  return { text: '', from: `no ${FILES[0]}` };
}

/** A name that does not exist lets the next be tried; a server that fails ends it. The name as given is quoted. */
async function firstFound(names: readonly string[], servers: NameResolver): Promise<Lookup> {
  let quoted: Lookup | undefined;
  for (const name of names) {
    const found = await servers.lookup(name);
    if (found.ended === 'found') return found;
    if (quoted === undefined || name.length < (names[0]?.length ?? 0)) quoted = found;
    if (found.code !== 'ENOTFOUND' && found.code !== 'ENODATA') return found;
  }
  return quoted ?? { ended: 'failed', code: 'ENODATA', says: 'no name was given' };
}
