/** A file that is not read, with what a person can do about it. */
export class DumpRefused extends Error {
  override readonly name = 'DumpRefused';
}

/** Bounds of what a dropped file may unfold to. */
export const BOUNDS = {
  /** Bytes of all entries together, unpacked: with the rest of a worker within 512 MiB. */
  all: 256 * 1024 * 1024,
  /** Bytes of one entry. */
  one: 96 * 1024 * 1024,
  entries: 40_000,
  /** A file of objects larger than this is no listing a person made; bytes. */
  objects: 48 * 1024 * 1024,
} as const;

/** Entries are never written to a disk; one that wants to go elsewhere was still made to do harm. */
export function safePath(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || parts.includes('..'))
    throw new DumpRefused(
      `The archive holds an entry that leads out of it (\`${path.slice(0, 120)}\`), so none of it is read. Pack it anew.`,
    );
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

export function tooLarge(what: string, bytes: number): DumpRefused {
  return new DumpRefused(
    `${what} unpacks to more than ${Math.floor(bytes / 1024 / 1024)} MB, so it is not read. Send the part that matters: one namespace, or the logs of one hour.`,
  );
}

/** Counts what an archive unfolds to. The function throws DumpRefused at the first entry that is too much. */
export function entryCounter(): (size: number) => void {
  let all = 0;
  let count = 0;
  return (size) => {
    all += size;
    count += 1;
    if (size > BOUNDS.one) throw tooLarge('An entry of the archive', BOUNDS.one);
    if (all > BOUNDS.all) throw tooLarge('The archive', BOUNDS.all);
    if (count > BOUNDS.entries)
      throw new DumpRefused(`The archive holds more than ${BOUNDS.entries} files, so it is not read.`);
  };
}
