/**
 * A tar archive, ustar with GNU's long names. Written here in fifty lines: the packages that could do it are
 * in the tree only as a test tool's, and to depend on one for headers of fixed width is a dependency too many.
 */

export interface Entry {
  /** Relative, with `/`. */
  readonly path: string;
  readonly body: Uint8Array;
}

const BLOCK = 512;

/** One archive of regular files, readable by their owner alone. `at`: their time. */
export function tarOf(entries: readonly Entry[], at: Date): Buffer {
  const blocks = entries.flatMap(({ path, body }) => {
    const place = split(path);
    const before = place === null ? longName(path, at) : [];
    const cut = place ?? { prefix: '', name: Buffer.from(path).subarray(0, 100).toString('latin1') };
    return [...before, header(cut, body.byteLength, at, '0'), body, padding(body)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(BLOCK * 2)]);
}

function header(
  { prefix, name }: { readonly prefix: string; readonly name: string },
  size: number,
  at: Date,
  type: '0' | 'L',
): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(
    `${Math.floor(at.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  block.write(prefix, 345, 155, 'utf8');
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Null for a path that ustar's two fields of 155 and 100 bytes cannot hold. */
function split(path: string): { readonly prefix: string; readonly name: string } | null {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { prefix, name };
  }
  return null;
}

/** A record that holds nothing but the name of the next one. */
function longName(path: string, at: Date): readonly Uint8Array[] {
  const body = Buffer.from(`${path}\0`);
  return [header({ prefix: '', name: '././@LongLink' }, body.byteLength, at, 'L'), body, padding(body)];
}

function padding(body: Uint8Array): Buffer {
  return Buffer.alloc((BLOCK - (body.byteLength % BLOCK)) % BLOCK);
}
