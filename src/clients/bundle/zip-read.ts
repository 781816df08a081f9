/** Files of a zip archive by its central directory: stored or deflated, neither encrypted nor larger than 4 GiB. */
import { inflateRawSync } from 'node:zlib';
import { DumpRefused, entryCounter, safePath, tooLarge } from './refused.ts';
import type { Entry } from './tar-write.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

export function isZip(bytes: Buffer): boolean {
  return bytes.byteLength >= 22 && bytes.readUInt32LE(0) === 0x04034b50;
}

/** Throws DumpRefused for an archive that is broken, encrypted, too large, or leads out of itself. */
export function* readZip(bytes: Buffer): Generator<Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const take = entryCounter();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.byteLength || bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const nameLength = bytes.readUInt16LE(at + 28);
    const path = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const size = bytes.readUInt32LE(at + 24);
    take(size);
    if (!path.endsWith('/')) yield { path: safePath(path), body: bodyOf(bytes, at, size) };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function bodyOf(bytes: Buffer, central: number, size: number): Buffer {
  if (bytes.readUInt16LE(central + 8) & 1)
    throw new DumpRefused('The archive is encrypted, so it cannot be read. Pack it without a password.');
  const packed = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if (local + 30 > bytes.byteLength) throw broken();
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (from + packed > bytes.byteLength) throw broken();
  const body = bytes.subarray(from, from + packed);
  const method = bytes.readUInt16LE(central + 10);
  if (method === 0) return body;
  if (method !== 8) throw broken();
  try {
    // What the directory says it is; a bomb says less.
    return inflateRawSync(body, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    throw isTooLong(error) ? tooLarge('An entry of the archive', size) : broken();
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}

/** The end of the directory stands within the last 64 KiB, before a comment. */
function endOf(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.byteLength - 22 - 0xffff);
  for (let at = bytes.byteLength - 22; at >= lowest; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  throw broken();
}

function broken(): DumpRefused {
  return new DumpRefused('The zip archive is cut off or broken.');
}
