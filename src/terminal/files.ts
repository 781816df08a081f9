/** Files of a terminal: what is made lies in the folder one stands in; what is read is named on the command line. */
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Check } from '../engine/check.ts';
import { UsageError } from '../engine/command.ts';
import { FILE_LIMIT, type FileShelf } from '../engine/files.ts';
import type { Reply } from '../engine/reply.ts';
import type { Words } from '../engine/words.ts';
import { scanLog } from '../jobs/scan-logs/scan-log.ts';
import { folderAsTar } from './folder.ts';

const words: Words<{
  noFile(option: string): string;
  cannotRead(path: string, why: string): string;
  tooLarge(path: string): string;
}> = {
  en: {
    noFile: (option) => `\`${option}\` needs a file after it.`,
    cannotRead: (path, why) => `\`${path}\` cannot be read: ${why}.`,
    tooLarge: (path) =>
      `\`${path}\` is larger than ${FILE_LIMIT / 1024 / 1024} MB packed. Send the part that matters: one namespace, or the logs of one hour.`,
  },
};

/** Never writes over a file: a second bundle of the same minute gets a number. */
export function folderShelf(folder: string): FileShelf {
  return {
    async put({ name, type, title, alt, body }) {
      for (let n = 0; ; n += 1) {
        const called = n === 0 ? name : name.replace(/(\.[^/]*)?$/, (ending) => `-${n}${ending}`);
        const path = resolve(folder, basename(called));
        const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return null;
          throw new Error(`Writing ${path}: ${error.message}`, { cause: error });
        });
        if (handle === null) continue;
        await handle.writeFile(body);
        await handle.close();
        const file = { id: path, name: called, type, title, bytes: body.byteLength };
        return alt === undefined ? file : { ...file, alt };
      }
    },
    get: async (path) => readFile(path).catch(() => null),
  };
}

/** `--bundle FILE` or `--file FILE` and what is left of the words; null where the option is not given. */
export function takeOption(
  option: string,
  typed: readonly string[],
): { readonly path: string; readonly rest: readonly string[] } | null {
  const at = typed.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (at < 0) return null;
  const inline = typed[at]?.slice(option.length + 1) ?? '';
  const path = inline === '' ? typed[at + 1] : inline;
  if (path === undefined || path === '' || (path.startsWith('-') && path !== '-'))
    throw new UsageError(words.en.noFile(option), []);
  return { path, rest: typed.toSpliced(at, inline === '' ? 2 : 1) };
}

/** A file, or a folder as one archive. Throws a UsageError for what cannot be read or is too large. */
export async function readBundle(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => unreadable(path, error));
  if (found.isDirectory()) return folderAsTar(path);
  if (found.size > FILE_LIMIT * 4) throw new UsageError(words.en.tooLarge(path), []);
  return readFile(path).catch((error: NodeJS.ErrnoException) => unreadable(path, error));
}

/** `-` is standard input. */
export async function scanFile(path: string, checks: readonly Check[]): Promise<Reply> {
  if (path === '-') return scanLog('standard input', process.stdin, checks);
  await stat(path).catch((error: NodeJS.ErrnoException) => unreadable(path, error));
  return scanLog(basename(path), createReadStream(path), checks);
}

function unreadable(path: string, error: NodeJS.ErrnoException): never {
  throw new UsageError(words.en.cannotRead(path, error.code ?? error.message), []);
}
