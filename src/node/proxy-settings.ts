/** The proxy variables that the node's container runtime is started with. */
import type { Words } from '../engine/words.ts';
import { parseDaemonJson } from './files/daemon-json.ts';
import { parseEnvironmentFile, parseUnit } from './files/unit-environment.ts';
import type { NodeFiles } from './root.ts';
import type { Runtime } from './runtime.ts';

export interface ProxySettings {
  /** As net/http reads them: HTTPS_PROXY, HTTP_PROXY, NO_PROXY. May hold a login, so it is never shown. */
  variable(name: string): string | undefined;
  /** The file that sets a proxy; null when none does. */
  readonly from: string | null;
  readonly notes: readonly string[];
}

const words: Words<{ readonly unheard: (unit: string) => string }> = {
  en: {
    unheard: (unit) =>
      `\`/etc/environment\` sets a proxy, which services of systemd do not read: \`${unit}\` has none.`,
  },
};

const UNITS: Readonly<Record<Runtime, readonly string[]>> = {
  containerd: ['containerd', 'k3s', 'k3s-agent', 'rke2-server', 'rke2-agent'],
  'cri-o': ['crio', 'cri-o'],
  docker: ['docker'],
};
/** Lowest first: a drop-in of the same name in a later folder replaces the earlier one (systemd.unit(5)). */
const FOLDERS = [
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/system',
  '/etc/systemd/system',
];
const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/** Reads them as the service gets them; `/etc/environment` counts only where no service is found. */
export async function readProxySettings(files: NodeFiles, runtime: Runtime): Promise<ProxySettings> {
  const units = await Promise.all(UNITS[runtime].map((unit) => readUnit(files, unit)));
  const found = units.find(({ is }) => is === 'there');
  const daemon = runtime === 'docker' ? await daemonProxies(files) : new Map<string, Setting>();
  const login = await readFile(files, '/etc/environment');
  const own = found ? found.variables : login;
  const all = new Map([...own, ...daemon]);
  const get = (name: string): Setting | undefined => all.get(name) ?? all.get(name.toLowerCase());
  const set = NAMES.slice(0, 2).flatMap((name) => get(name) ?? []);
  const unheard = found && set.length === 0 && [...login.keys()].some((name) => /^https?_proxy$/i.test(name));
  return {
    variable: (name) => get(name)?.value,
    from: set[0]?.from ?? null,
    notes: unheard ? [words.en.unheard(found.unit)] : [],
  };
}

interface Setting {
  readonly value: string;
  readonly from: string;
}
type Settings = ReadonlyMap<string, Setting>;

async function readUnit(
  files: NodeFiles,
  unit: string,
): Promise<{ readonly unit: string; readonly is: 'there' | 'absent'; readonly variables: Settings }> {
  const service = `${unit}.service`;
  const dropIns = new Map<string, string>();
  const main: string[] = [];
  for (const folder of FOLDERS) {
    main.push(`${folder}/${service}`);
    for (const name of await files.list(`${folder}/${service}.d`))
      if (name.endsWith('.conf')) dropIns.set(name, `${folder}/${service}.d/${name}`);
  }
  const paths = [...main.reverse(), ...[...dropIns.entries()].sort().map(([, path]) => path)];
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await files.text(path) })));
  const there = texts.filter((each): each is { path: string; text: string } => each.text !== null);
  // Only the highest of the unit's own files counts; drop-ins all do.
  const own = there.find(({ path }) => main.includes(path));
  const counting = there.filter((each) => each === own || !main.includes(each.path));
  const variables = new Map<string, Setting>();
  for (const { path, text } of counting) await apply(files, path, text, variables);
  const last = ['/etc/sysconfig', '/etc/default'].map((folder) => `${folder}/${unit}`);
  if (counting.length === 0)
    for (const path of last) for (const [name, one] of await readFile(files, path)) variables.set(name, one);
  return { unit, is: counting.length > 0 || variables.size > 0 ? 'there' : 'absent', variables };
}

async function apply(
  files: NodeFiles,
  from: string,
  text: string,
  variables: Map<string, Setting>,
): Promise<void> {
  for (const setting of parseUnit(text).settings) {
    if (setting.kind === 'forget') variables.clear();
    else if (setting.kind === 'variable') variables.set(setting.name, { value: setting.value, from });
    else for (const [name, one] of await readFile(files, setting.path)) variables.set(name, one);
  }
}

async function readFile(files: NodeFiles, path: string): Promise<Settings> {
  const text = await files.text(path);
  const found = text === null ? [] : [...parseEnvironmentFile(text)];
  return new Map(found.map(([name, value]) => [name, { value, from: path }]));
}

async function daemonProxies(files: NodeFiles): Promise<Settings> {
  const from = '/etc/docker/daemon.json';
  const text = await files.text(from);
  try {
    const { proxies } = parseDaemonJson(text ?? '{}');
    const pairs = Object.entries(proxies).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    );
    return new Map(pairs.map(([key, value]) => [key.toUpperCase().replace('-', '_'), { value, from }]));
  } catch {
    // That it is no JSON is said where its mirrors are read.
    return new Map();
  }
}
