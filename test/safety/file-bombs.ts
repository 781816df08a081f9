/** Files that people could drop, made to fill memory or to lead out of themselves. */
import { deflateRawSync, gzipSync } from 'node:zlib';

export interface FileBomb {
  readonly name: string;
  readonly file: string;
  bytes(): Buffer | string;
  /** What is told instead of an answer. */
  readonly says: RegExp;
}

const MIB = 1024 * 1024;

/** One tar entry as its header says it is; `claims` more than it holds. */
function tarEntry(
  name: string,
  type: string,
  claims: number,
  body: Buffer = Buffer.alloc(0),
  link = '',
): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${claims.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\0', 257);
  return Buffer.concat([block, body, Buffer.alloc((512 - (body.byteLength % 512)) % 512)]);
}

/** A zip of one deflated entry; `claims` how large it is said to unpack. */
function zip(name: string, body: Buffer, claims = body.byteLength, count = 1): Buffer {
  const packed = deflateRawSync(body);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.byteLength, 18);
  local.writeUInt32LE(claims, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.byteLength, 20);
  central.writeUInt32LE(claims, 24);
  central.writeUInt16LE(name.length, 28);
  const entry = Buffer.concat([central, Buffer.from(name)]);
  const directory = Buffer.concat(Array.from({ length: count }, () => entry));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(30 + name.length + packed.byteLength, 16);
  return Buffer.concat([local, Buffer.from(name), packed, directory, end]);
}

/** Ten aliases of ten aliases of …: a billion words. */
function yamlBomb(): string {
  const rows = Array.from({ length: 10 }, (_, at) => {
    const refs = at === 0 ? '"lol"' : Array.from({ length: 10 }, () => `*a${at - 1}`).join(',');
    return `a${at}: &a${at} [${at === 0 ? refs : refs}]`;
  });
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n${rows.join('\n')}\n`;
}

export function fileBombs(): readonly FileBomb[] {
  return [
    {
      name: 'gzip of 512 MiB',
      file: 'a.log.gz',
      bytes: () => gzipSync(Buffer.alloc(512 * MIB)),
      says: /DumpRefused.*unpacks to more than/,
    },
    {
      name: 'gzip within gzip',
      file: 'b.gz',
      bytes: () => gzipSync(gzipSync('x')),
      says: /DumpRefused.*packed twice/,
    },
    {
      name: 'zip entry of 200 MiB that says 1 KiB',
      file: 'c.zip',
      bytes: () => zip('a.log', Buffer.alloc(200 * MIB), 1_024),
      says: /DumpRefused.*unpacks to more/,
    },
    {
      name: 'zip entry of 200 MiB',
      file: 'd.zip',
      bytes: () => zip('a.log', Buffer.alloc(200 * MIB)),
      says: /DumpRefused.*unpacks to more/,
    },
    {
      name: 'zip of 60 times the same 20 MiB',
      file: 'e.zip',
      bytes: () => zip('a.log', Buffer.alloc(20 * MIB), 20 * MIB, 60),
      says: /DumpRefused.*unpacks to more/,
    },
    {
      name: 'zip entry that leads out',
      file: 'f.zip',
      bytes: () => zip('../../etc/cron.d/x', Buffer.from('x')),
      says: /DumpRefused.*leads out/,
    },
    {
      name: 'tar entry that leads out',
      file: 'g.tar',
      bytes: () => tarEntry('../../etc/cron.d/x', '0', 1, Buffer.from('x')),
      says: /DumpRefused.*leads out/,
    },
    {
      name: 'tar entry at the root',
      file: 'h.tar',
      bytes: () => tarEntry('/etc/cron.d/x', '0', 1, Buffer.from('x')),
      says: /DumpRefused.*leads out/,
    },
    {
      name: 'tar with a link to /etc/passwd',
      file: 'i.tar',
      bytes: () => tarEntry('passwd', '2', 0, Buffer.alloc(0), '/etc/passwd'),
      says: /DumpRefused.*neither Kubernetes objects nor logs/,
    },
    {
      name: 'tar with a hard link',
      file: 'j.tar',
      bytes: () => tarEntry('passwd', '1', 0, Buffer.alloc(0), '/etc/passwd'),
      says: /DumpRefused.*neither Kubernetes objects nor logs/,
    },
    {
      name: 'tar with a device',
      file: 'k.tar',
      bytes: () => tarEntry('zero', '3', 0),
      says: /DumpRefused.*neither Kubernetes objects nor logs/,
    },
    {
      name: 'tar entry that says 8 GiB',
      file: 'l.tar',
      bytes: () => tarEntry('a.log', '0', 8 * 1024 ** 3 - 1),
      says: /DumpRefused.*longer than what is left/,
    },
    {
      name: 'tar of 100,000 files',
      file: 'm.tar.gz',
      bytes: () =>
        gzipSync(Buffer.concat(Array.from({ length: 100_000 }, (_, at) => tarEntry(`f${at}`, '0', 0)))),
      says: /DumpRefused.*more than 40000 files/,
    },
    { name: 'YAML of a billion words', file: 'n.yaml', bytes: yamlBomb, says: /DumpRefused.*alias/i },
    {
      name: 'YAML 100,000 deep',
      file: 'o.yaml',
      bytes: () => `kind: A\napiVersion: v1\na: ${'['.repeat(100_000)}`,
      says: /DumpRefused/,
    },
    {
      name: 'JSON 1,000,000 deep',
      file: 'p.json',
      bytes: () =>
        `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x"},"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`,
      says: /read as|DumpRefused/,
    },
  ];
}
