/** Finds units (checks, commands, handlers) by folder, so that adding one is adding a file. */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Says which file breaks the convention and how. Found at start, never later. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

/**
 * Imports the default export of every `.ts` file below a folder. A file that exports nothing, whose id is
 * not its name, or that shares its id with another is refused with a LoadError: convention that is not
 * enforced fails silently.
 */
export async function loadFolder<Unit extends { readonly id: string }>(
  folder: URL,
): Promise<readonly Unit[]> {
  const root = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  const entries = await readdir(fileURLToPath(root), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  const units = await Promise.all(files.map((file) => loadUnit<Unit>(file)));
  const seen = new Set<string>();
  for (const unit of units) {
    if (seen.has(unit.id)) throw new LoadError(`two files define \`${unit.id}\``);
    seen.add(unit.id);
  }
  return units;
}

async function loadUnit<Unit extends { readonly id: string }>(file: string): Promise<Unit> {
  const name = basename(file, '.ts');
  if (!file.endsWith('.ts'))
    throw new LoadError(`${file} is not a TypeScript file; nothing else may lie here`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw new LoadError(`${file} is not named in kebab-case`);
  const module: { default?: Partial<Unit> } = await import(pathToFileURL(file).href);
  const unit = module.default;
  if (!unit) throw new LoadError(`${file} has no default export`);
  if (unit.id !== name)
    throw new LoadError(`${file} defines \`${unit.id}\`; its id must be its name, \`${name}\``);
  return unit as Unit;
}
