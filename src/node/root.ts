/** Reads files of the node below the folder it is mounted at. Links are followed as the node would follow them. */
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

export interface NodeFiles {
  /** The text of a file by its path on the node; null when it is not there or may not be read. */
  text(path: string): Promise<string | null>;
  /** Names in a folder, sorted; empty when it is not there. */
  list(path: string): Promise<readonly string[]>;
  /** The first of these folders that is there. */
  firstFolder(paths: readonly string[]): Promise<string | null>;
}

/** A configuration file is never larger; a CA bundle is some 250 KiB. */
const LARGEST = 4 * 1024 * 1024;
const MOST_LINKS = 40;

export function openNodeFiles(root: string): NodeFiles {
  const real = (path: string): Promise<string> => follow(root, path);
  return {
    text: (path) => real(path).then(textOf, () => null),
    list: async (path) => {
      const names = await real(path)
        .then((folder) => readdir(folder))
        .catch(() => []);
      return names.sort();
    },
    async firstFolder(paths) {
      for (const path of paths) {
        const is = await real(path)
          .then(lstat)
          .catch(() => null);
        if (is?.isDirectory()) return path;
      }
      return null;
    },
  };
}

/**
 * The path in this file system. Every link is read here and led back below the root, so that an absolute
 * link of the node (`/etc/resolv.conf` → `/run/…`) means the node's file, and none leads out of it.
 */
async function follow(root: string, path: string): Promise<string> {
  const parts = posix.normalize(`/${path}`).split('/').filter(Boolean);
  let at = '/';
  for (let links = 0; parts.length > 0; ) {
    const next = posix.join(at, parts.shift() ?? '');
    const found = await lstat(join(root, next));
    if (!found.isSymbolicLink()) {
      at = next;
      continue;
    }
    if (++links > MOST_LINKS) throw new Error(`too many links on the way to ${path}`);
    const target = posix.resolve(dirname(next), await readlink(join(root, next)));
    parts.unshift(...target.split('/').filter(Boolean));
    at = '/';
  }
  return join(root, at);
}

async function textOf(path: string): Promise<string | null> {
  const { size } = await lstat(path);
  return size > LARGEST ? null : readFile(path, 'utf8');
}
