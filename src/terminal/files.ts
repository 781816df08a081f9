/** Files of a terminal: what is made lies in the folder one stands in; what is read is named on the command line. */
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import type { Check } from '../engine/check.ts';
import { UsageError } from '../engine/command.ts';
import { FILE_LIMIT, type FileShelf } from '../engine/files.ts';
import type { Reply } from '../engine/reply.ts';
import type { Words } from '../engine/words.ts';
import { folderAsTar } from '../jobs/offline/folder.ts';
import { scanLog } from '../jobs/scan-logs/scan-log.ts';

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

/**
 * Where the person said: `--out FILE`, written over as by any `-o`. A second file of one answer gets a number.
 * Without `path` it is the folder, under the file's own name, and nothing is written over.
 */
export function folderShelf(folder: string, path: string | null = null): FileShelf {
  let made = 0;
  return {
    async put({ name, type, title, alt, body }) {
      const wanted = resolve(folder, path ?? basename(name));
      const at =
        path === null ? await writtenAnew(wanted, body) : await written(numbered(wanted, made), body);
      made += 1;
      const file = { id: at, name: basename(at), type, title, bytes: body.byteLength };
      return alt === undefined ? file : { ...file, alt };
    },
    get: async (at) => readFile(at).catch(() => null),
  };
}

/** `a.tar.gz` with 2: `a-2.tar.gz`. */
function numbered(path: string, n: number): string {
  if (n === 0) return path;
  const { dir, base } = parse(path);
  return join(
    dir,
    base.replace(/((?:\.tar)?\.[^.]*)?$/, (ending) => `-${n}${ending}`),
  );
}

async function writtenAnew(path: string, body: Uint8Array): Promise<string> {
  for (let n = 0; ; n += 1) {
    const at = await written(numbered(path, n), body, 'wx').catch((error: Error) => {
      if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'EEXIST') return null;
      throw error;
    });
    if (at !== null) return at;
  }
}

async function written(path: string, body: Uint8Array, flag: 'w' | 'wx' = 'w'): Promise<string> {
  try {
    await writeFile(path, body, { flag, mode: 0o600 });
    return path;
  } catch (error) {
    throw new Error(`Writing ${path}: ${wordsOf(error)}`, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `--bundle FILE`, `--file FILE` or `--out FILE` and what is left of the words; null where the option is not given. */
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
