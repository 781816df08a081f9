/** CRI-O: `registries.conf` and its drop-ins; authorities in `certs.d`. */
import { posix } from 'node:path';
import { type ImageReference, parseReference } from '../../engine/reference.ts';
import type { Words } from '../../engine/words.ts';
import { parseRegistriesConf, type RegistryEntry, type Source, sourcesOf } from '../files/registries-conf.ts';
import { originOf, type Plan, type PlannedHost } from '../planned-host.ts';
import type { NodeFiles } from '../root.ts';

const words: Words<{
  readonly notToml: (file: string) => string;
  readonly blocked: (repository: string) => string;
}> = {
  en: {
    notToml: (file) => `\`${file}\` is not the TOML that CRI-O reads.`,
    blocked: (repository) => `\`registries.conf\` blocks \`${repository}\`: no host is asked.`,
  },
};

const MAIN = '/etc/containers/registries.conf';
const DROP_INS = '/etc/containers/registries.conf.d';
const CERTIFICATES = ['/etc/containers/certs.d', '/etc/docker/certs.d'];

export async function planCrio(files: NodeFiles, ref: ImageReference): Promise<Plan> {
  const names = (await files.list(DROP_INS)).filter((name) => name.endsWith('.conf'));
  const notes: string[] = [];
  const entries: RegistryEntry[] = [];
  for (const path of [MAIN, ...names.map((name) => posix.join(DROP_INS, name))]) {
    const text = await files.text(path);
    try {
      // A drop-in replaces the entry of the same prefix, so the later ones go first.
      entries.unshift(...parseRegistriesConf(text ?? ''));
    } catch {
      notes.push(words.en.notToml(path));
    }
  }
  const { sources, blocked } = sourcesOf(entries, `${ref.domain}/${ref.path}`);
  if (blocked === 'yes') notes.push(words.en.blocked(`${ref.domain}/${ref.path}`));
  const hosts = await Promise.all(
    sources.map((source, at) =>
      plannedHost(files, source, at === sources.length - 1 ? 'server' : 'mirror', ref),
    ),
  );
  return { hosts: hosts.flatMap((host) => host ?? []), notes };
}

async function plannedHost(
  files: NodeFiles,
  { name, insecure }: Source,
  role: 'mirror' | 'server',
  ref: ImageReference,
): Promise<PlannedHost | null> {
  const parsed = parseReference(name);
  if (parsed.state === 'invalid') return null;
  const own = originOf(parsed.ref);
  const folders = CERTIFICATES.map((root) => posix.join(root, parsed.ref.domain));
  const certificates = await Promise.all(
    folders.map(async (folder) =>
      (await files.list(folder)).filter((one) => one.endsWith('.crt')).map((one) => posix.join(folder, one)),
    ),
  );
  return {
    ...own,
    role,
    ca: certificates.flat(),
    certificates: insecure ? 'not-judged' : 'judged',
    plain: insecure ? 'is-spoken' : 'fails',
    from: parsed.ref.domain === ref.domain && !insecure ? null : MAIN,
  };
}
