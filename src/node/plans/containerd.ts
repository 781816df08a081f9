/** containerd: `hosts.toml` in `config_path`, else the older mirrors of `config.toml`, else the image's host. */
import { posix } from 'node:path';
import type { ImageReference } from '../../engine/reference.ts';
import type { Words } from '../../engine/words.ts';
import { type ContainerdConfig, parseContainerdConfig } from '../files/containerd-config.ts';
import { parseHostsToml, type TomlHost } from '../files/hosts-toml.ts';
import { originOf, type Plan, type PlannedHost, partsOf } from '../planned-host.ts';
import type { NodeFiles } from '../root.ts';

const words: Words<{
  readonly ignored: (config: string, folder: string) => string;
  readonly notToml: (file: string) => string;
  readonly unreadable: (file: string, why: string) => string;
  readonly notSent: (setting: string, host: string | null) => string;
}> = {
  en: {
    ignored: (config, folder) =>
      `\`${config}\` names no \`config_path\`: containerd before 2.2 then does not read \`${folder}\`.`,
    notToml: (file) => `\`${file}\` is not the TOML that containerd reads.`,
    unreadable: (file, why) => `\`${file}\` cannot be read as containerd reads it: ${why}.`,
    notSent: (setting, host) =>
      `\`${setting}\` of ${host === null ? 'the server' : `\`${host}\``} in \`hosts.toml\` was not sent: it may hold a secret.`,
  },
};

const CONFIGS = [
  '/etc/containerd/config.toml',
  '/var/lib/rancher/k3s/agent/etc/containerd/config.toml',
  '/var/lib/rancher/rke2/agent/etc/containerd/config.toml',
];
const USUAL = '/etc/containerd/certs.d';

export async function planContainerd(files: NodeFiles, ref: ImageReference): Promise<Plan> {
  const config = await readConfig(files);
  const folder = await files.firstFolder(foldersFor(ref.domain, config.value?.configPath ?? [USUAL]));
  const old = config.value ?? null;
  if (folder === null || (old !== null && old.configPath === null && old.mirrors.size > 0))
    return { hosts: old ? oldHosts(old, ref, config.from) : [originOf(ref)], notes: config.notes };
  const silent = old !== null && old.configPath === null;
  const ignored = words.en.ignored(config.from, folder);
  const plan = await fromFolder(files, folder, ref);
  return { ...plan, notes: [...config.notes, ...(silent ? [ignored] : []), ...plan.notes] };
}

interface ReadConfig {
  readonly value: ContainerdConfig | null;
  readonly from: string;
  readonly notes: readonly string[];
}

async function readConfig(files: NodeFiles): Promise<ReadConfig> {
  for (const from of CONFIGS) {
    const text = await files.text(from);
    if (text === null) continue;
    try {
      return { value: parseContainerdConfig(text), from, notes: [] };
    } catch {
      return { value: null, from, notes: [words.en.notToml(from)] };
    }
  }
  return { value: null, from: CONFIGS[0] ?? '', notes: [] };
}

/** The first that is there counts (core/remotes/docker/config, hostPaths): `host_port_`, `host:port`, `_default`. */
function foldersFor(domain: string, roots: readonly string[]): readonly string[] {
  const [, host, port] = /^(.+):(\d+)$/.exec(domain) ?? [];
  const names = [...(host === undefined ? [] : [`${host}_${port}_`]), domain, '_default'];
  return roots.flatMap((root) => names.map((name) => posix.join(root, name)));
}

async function fromFolder(files: NodeFiles, folder: string, ref: ImageReference): Promise<Plan> {
  const from = posix.join(folder, 'hosts.toml');
  const text = await files.text(from);
  // Without hosts.toml the folder is read as Docker's: its *.crt are authorities of the image's own host.
  if (text === null)
    return { hosts: [{ ...originOf(ref), ca: await crtOf(files, folder), from: folder }], notes: [] };
  try {
    const hosts = parseHostsToml(text);
    const last = hosts.length - 1;
    const planned = hosts
      .filter(({ pulls }) => pulls === 'yes')
      .map((host) => plannedHost(host, host === hosts[last] ? 'server' : 'mirror', { ref, folder, from }));
    return { hosts: planned, notes: hosts.flatMap(unusedNotes) };
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { hosts: [originOf(ref)], notes: [words.en.unreadable(from, why)] };
  }
}

function plannedHost(
  { origin, path, ca, certificates }: TomlHost,
  role: 'mirror' | 'server',
  { ref, folder, from }: { readonly ref: ImageReference; readonly folder: string; readonly from: string },
): PlannedHost {
  const own = originOf(ref);
  const at = origin === null ? own : { ...own, ...partsOf(origin), path };
  const foreign = at.host !== own.host || at.port !== own.port;
  return {
    ...at,
    role,
    namespace: foreign ? ref.domain : null,
    ca: ca.map((one) => posix.resolve(folder, one)),
    certificates,
    from,
  };
}

function unusedNotes({ origin, unused }: TomlHost): readonly string[] {
  return unused.map((setting) => words.en.notSent(setting, origin));
}

async function crtOf(files: NodeFiles, folder: string): Promise<readonly string[]> {
  return (await files.list(folder))
    .filter((name) => name.endsWith('.crt'))
    .map((name) => posix.join(folder, name));
}

/** `registry.mirrors` of config.toml: each endpoint in turn, the image's own host last. */
function oldHosts(config: ContainerdConfig, ref: ImageReference, from: string): readonly PlannedHost[] {
  const endpoints = config.mirrors.get(ref.domain) ?? config.mirrors.get('*') ?? [];
  const own = withTls(originOf(ref), config);
  const mirrors = endpoints.map((endpoint): PlannedHost => {
    const path = new URL(endpoint).pathname.replace(/\/$/, '');
    const at = { ...own, ...partsOf(endpoint), path: path.endsWith('/v2') ? path : `${path}/v2` };
    const foreign = at.host !== own.host || at.port !== own.port;
    return withTls(
      { ...at, role: foreign ? 'mirror' : 'server', namespace: foreign ? ref.domain : null, from },
      config,
    );
  });
  return mirrors.some(({ role }) => role === 'server') ? mirrors : [...mirrors, own];
}

function withTls(host: PlannedHost, { insecure, ca }: ContainerdConfig): PlannedHost {
  const names = [`${host.host}:${host.port}`, host.host];
  const own = names.flatMap((name) => ca.get(name) ?? []);
  const judged = names.some((name) => insecure.includes(name)) ? 'not-judged' : host.certificates;
  return { ...host, ca: [...host.ca, ...own], certificates: judged };
}
