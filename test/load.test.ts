import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { LoadError, loadFolder } from '../src/load.ts';

async function folder(files: Readonly<Record<string, string>>): Promise<URL> {
  const path = await mkdtemp(join(tmpdir(), 'load-'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(path, name), text)));
  return pathToFileURL(path);
}

test('every file of a folder is a unit', async () => {
  const units = await loadFolder(
    await folder({ 'b-c.ts': "export default { id: 'b-c' };", 'a.ts': "export default { id: 'a' };" }),
  );
  expect(units.map(({ id }) => id)).toEqual(['a', 'b-c']);
});

test.each([
  [
    'an id that is not the file’s name',
    { 'a.ts': "export default { id: 'b' };" },
    /its id must be its name, `a`/,
  ],
  ['no default export', { 'a.ts': 'export const a = 1;' }, /no default export/],
  ['something that is no TypeScript', { 'notes.md': 'x' }, /not a TypeScript file/],
  ['a name in another case', { 'tagNotFound.ts': "export default { id: 'tagNotFound' };" }, /kebab-case/],
])('%s is refused at start', async (_, files, says) => {
  const refused = loadFolder(await folder(files));
  await expect(refused).rejects.toThrow(LoadError);
  await expect(refused).rejects.toThrow(says);
});
