/** What the image holds above its base: what the Dockerfile copies, and the dependencies of production, as they lie here. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BASE, copied, ROOT } from '../image.ts';
import { count, mib, type Row, type Say } from '../row.ts';

export async function imageSize(say: Say): Promise<readonly Row[]> {
  const part = 'image';
  const own = copied().map((path) => sizeOf(path));
  const bytes = own.reduce((sum, each) => sum + each.bytes, 0);
  const files = own.reduce((sum, each) => sum + each.files, 0);
  const packages = production();
  const largest = packages
    .map((path) => ({ name: path.replace(/^.*node_modules\//, ''), bytes: sizeOf(join(ROOT, path)).bytes }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const all = largest.reduce((sum, each) => sum + each.bytes, 0);
  say(
    largest
      .slice(0, 8)
      .map(({ name, bytes: each }) => `${name} ${mib(each)}`)
      .join(', '),
  );
  return [
    {
      part,
      figure: 'own files, without the sandbox',
      value: `${(bytes / 1024 / 1024).toFixed(1)} MiB in ${count(files)} files`,
    },
    {
      part,
      figure: `dependencies of production; the largest: ${largest
        .slice(0, 4)
        .map(({ name, bytes: each }) => `${name} ${mib(each)}`)
        .join(', ')}`,
      value: `${mib(all)} in ${packages.length} packages`,
    },
    {
      part,
      figure: `above its base (\`${BASE}\`), uncompressed, as counted: no engine here builds it`,
      value: mib(bytes + all),
    },
  ];
}

/** Folders below node_modules that `npm ci --omit=dev` would make, as the lock file has them for this machine. */
function production(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { dev?: boolean; devOptional?: boolean }>>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev, devOptional }]) =>
    path !== '' &&
    dev !== true &&
    devOptional !== true &&
    statSync(join(ROOT, path), { throwIfNoEntry: false })
      ? [path]
      : [],
  );
}

/** Nested packages are counted by themselves. */
function sizeOf(path: string): { readonly bytes: number; readonly files: number } {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return { bytes: 0, files: 0 };
  if (stat.isFile()) return { bytes: stat.size, files: 1 };
  if (!stat.isDirectory()) return { bytes: 0, files: 0 };
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && join(path, name) !== join(ROOT, 'src/sandbox'))
    .map((name) => sizeOf(join(path, name)))
    .reduce((sum, each) => ({ bytes: sum.bytes + each.bytes, files: sum.files + each.files }), {
      bytes: 0,
      files: 0,
    });
}
