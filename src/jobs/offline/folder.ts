/** A folder as must-gather and `kubectl cluster-info dump --output-directory` leave it, as one archive in memory. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { entryCounter, tooLarge } from '../../clients/bundle/refused.ts';
import { type Entry, tarOf } from '../../clients/bundle/tar-write.ts';

/** Of all files together, bytes. */
const MOST = 256 * 1024 * 1024;

/** Links are not followed: they may lead anywhere. Throws DumpRefused for more than is read. */
export async function folderAsTar(path: string): Promise<Uint8Array> {
  const count = entryCounter();
  const entries: Entry[] = [];
  let all = 0;
  for (const one of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const file = join(one.parentPath, one.name);
    const { size } = await stat(file);
    count(size);
    all += size;
    if (all > MOST) throw tooLarge(`The folder \`${basename(path)}\``, MOST);
    const inside = join(basename(path), relative(path, file)).replaceAll('\\', '/');
    entries.push({ path: inside, body: await readFile(file) });
  }
  return tarOf(entries, new Date());
}
