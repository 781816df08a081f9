/** Regular files of a tar archive: ustar, and the long names of GNU and pax. Links and devices are left out. */
import { DumpRefused, entryCounter, safePath } from './refused.ts';
import type { Entry } from './tar-write.ts';

const BLOCK = 512;
/** Regular files, as old and new tars mark them. */
const FILES: ReadonlySet<string> = new Set(['0', '\0', '7']);

export function isTar(bytes: Buffer): boolean {
  return bytes.byteLength >= BLOCK && bytes.toString('latin1', 257, 262) === 'ustar';
}

/** Throws DumpRefused for an archive that is broken, too large, or leads out of itself. */
export function* readTar(bytes: Buffer): Generator<Entry> {
  let longName: string | null = null;
  const take = entryCounter();
  for (let at = 0; at + BLOCK <= bytes.byteLength; ) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const size = octal(block, 124, 12);
    const end = at + BLOCK + size;
    if (!Number.isSafeInteger(size) || size < 0 || end > bytes.byteLength)
      throw new DumpRefused('The archive is cut off or broken: an entry is longer than what is left of it.');
    const body = bytes.subarray(at + BLOCK, end);
    const type = String.fromCharCode(block[156] ?? 0);
    at = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = text(body, 0, body.byteLength);
    else if (type === 'x') longName = paxPath(body.toString('utf8')) ?? longName;
    else if (FILES.has(type)) {
      take(size);
      yield { path: safePath(longName ?? nameIn(block)), body };
      longName = null;
    } else longName = null;
  }
}

function nameIn(block: Buffer): string {
  const prefix = text(block, 345, 155);
  const name = text(block, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(block: Buffer, from: number, length: number): string {
  const part = block.subarray(from, from + length);
  const end = part.indexOf(0);
  return part.toString('utf8', 0, end < 0 ? part.byteLength : end);
}

function octal(block: Buffer, from: number, length: number): number {
  // GNU writes sizes above 8 GiB in base 256; no dump is that large.
  if ((block[from] ?? 0) >= 0x80) return Number.NaN;
  const written = text(block, from, length).trim();
  return written === '' ? 0 : /^[0-7]+$/.test(written) ? Number.parseInt(written, 8) : Number.NaN;
}

/** `31 path=…` lines of a pax header. */
function paxPath(header: string): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(header)?.[1] ?? null;
}
