/** A folder that stands for a node's root. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface NodeRoot {
  readonly path: string;
  remove(): Promise<void>;
}

/** Files by their path on the node; a text `-> /x` makes a link to /x. */
export async function makeNodeRoot(files: Readonly<Record<string, string>>): Promise<NodeRoot> {
  const path = await mkdtemp(join(tmpdir(), 'node-root-'));
  for (const [name, text] of Object.entries(files)) await put(join(path, name), text);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const [, target] = /^-> (.+)$/.exec(text) ?? [];
  if (target === undefined) await writeFile(path, text);
  else await symlink(target, path);
}
