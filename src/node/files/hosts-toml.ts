/** containerd's `hosts.toml` (containerd docs/hosts.md; core/remotes/docker/config/hosts.go parseHostsFile). Pure. */
import { parse } from 'smol-toml';
import { z } from 'zod';

export interface TomlHost {
  /** `https://mirror.example.com:5000`, or null for the server that the image names. */
  readonly origin: string | null;
  /** Where the registry API begins, `/v2` unless `override_path` says otherwise. */
  readonly path: string;
  readonly pulls: 'yes' | 'no';
  /** Paths of CA files, relative ones to the folder of the file. */
  readonly ca: readonly string[];
  readonly certificates: 'judged' | 'not-judged';
  /** Settings that a worker without secrets cannot use: headers, client certificates. */
  readonly unused: readonly string[];
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Host = z.looseObject({
  capabilities: z.array(z.string()).optional(),
  ca: oneOrMore.optional(),
  skip_verify: z.boolean().optional(),
  override_path: z.boolean().optional(),
  client: z.unknown().optional(),
  header: z.unknown().optional(),
});
const File = Host.extend({ server: z.string().optional(), host: z.record(z.string(), Host).optional() });

/** The hosts in the order in which they are tried: those of the file, the server last. Throws for what is no TOML. */
export function parseHostsToml(text: string): readonly TomlHost[] {
  const { server, host = {}, ...own } = File.parse(parse(text));
  const mirrors = Object.entries(host).map(([url, settings]) => hostOf(url, settings));
  return [...mirrors, hostOf(server ?? '', own)];
}

function hostOf(given: string, settings: z.infer<typeof Host>): TomlHost {
  const { capabilities = [], ca = [], skip_verify, override_path, client, header } = settings;
  return {
    ...addressOf(given, override_path === true),
    // containerd: without any capability a host has all of them.
    pulls:
      capabilities.length === 0 || capabilities.includes('pull') || capabilities.includes('resolve')
        ? 'yes'
        : 'no',
    ca,
    certificates: skip_verify === true ? 'not-judged' : 'judged',
    unused: [...(client === undefined ? [] : ['client']), ...(header === undefined ? [] : ['header'])],
  };
}

function addressOf(given: string, overrides: boolean): Pick<TomlHost, 'origin' | 'path'> {
  if (given === '') return { origin: null, path: '/v2' };
  const url = new URL(given.startsWith('http') ? given : `https://${given}`);
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return { origin: url.origin, path: overrides || path.endsWith('/v2') ? path : `${path}/v2` };
}
