/** From the bytes of a file to the files in it, whatever it is packed with. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BOUNDS, DumpRefused, tooLarge } from './refused.ts';
import { isTar, readTar } from './tar-read.ts';
import type { Entry } from './tar-write.ts';
import { isZip, readZip } from './zip-read.ts';

const unzip = promisify(gunzip);

/** A file that is no archive is its own only entry. Throws DumpRefused. */
export async function unpack(name: string, given: Uint8Array): Promise<readonly Entry[]> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return unpack(name.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'), await inflated(bytes));
  if (isTar(bytes)) return [...readTar(bytes)];
  if (isZip(bytes)) return [...readZip(bytes)];
  if (bytes.subarray(0, 4_096).includes(0))
    throw new DumpRefused(
      `\`${name}\` is neither a tar, a zip, YAML, JSON nor a log. Send what \`kubectl get -o yaml\`, \`kubectl cluster-info dump\` or must-gather made.`,
    );
  return [{ path: name, body: bytes }];
}

async function inflated(bytes: Buffer): Promise<Buffer> {
  try {
    const inside = await unzip(bytes, { maxOutputLength: BOUNDS.all });
    // A gzip within a gzip has no end to its unfolding.
    if (inside[0] === 0x1f && inside[1] === 0x8b)
      throw new DumpRefused('The file is packed twice. Unpack it once and send it again.');
    return inside;
  } catch (error) {
    if (error instanceof DumpRefused) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge('The file', BOUNDS.all);
    throw new DumpRefused('The gzip file is cut off or broken.');
  }
}
