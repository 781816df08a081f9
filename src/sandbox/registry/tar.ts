/** The smallest tar that every unpacker takes: ustar headers, regular files only. */
import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** A tar of regular files by path. Its bytes depend on nothing but the files, so digests are stable. */
export function tar(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const body = Buffer.from(text);
    return [header(path, body.length), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
  });
  // An archive ends with two empty blocks.
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** A compressed layer, and the digestable tar inside it. */
export function gzipTar(files: Readonly<Record<string, string>>): {
  readonly tar: Buffer;
  readonly gzip: Buffer;
} {
  const plain = tar(files);
  return { tar: plain, gzip: gzipSync(plain) };
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0, 100);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  // The checksum is taken with its own field filled with blanks.
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
