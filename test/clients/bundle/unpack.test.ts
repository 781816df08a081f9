import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DumpRefused } from '../../../src/clients/bundle/refused.ts';
import { tarOf } from '../../../src/clients/bundle/tar-write.ts';
import { unpack } from '../../../src/clients/bundle/unpack.ts';

const AT = new Date('2026-03-01T03:00:00Z');
const file = (path: string, text: string) => ({ path, body: Buffer.from(text) });

async function texts(name: string, bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const entries = await unpack(name, bytes);
  return Object.fromEntries(entries.map(({ path, body }) => [path, Buffer.from(body).toString()]));
}

/** A zip of one entry, with what its directory says of it. */
function zipOf(
  path: string,
  body: Buffer,
  of: { size?: number; method?: number; flags?: number } = {},
): Buffer {
  const { size = body.byteLength, method = 8, flags = 0 } = of;
  const packed = method === 8 ? deflateRawSync(body) : body;
  const name = Buffer.from(path);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.byteLength, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(method, 10);
  central.writeUInt32LE(packed.byteLength, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.byteLength, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.byteLength + packed.byteLength, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('tar', () => {
  const long = `logs/${'n'.repeat(63)}/${'p'.repeat(100)}/core.current.log`;

  test('what we pack comes out again, long paths and empty files too', async () => {
    const archive = tarOf(
      [file('manifest.json', '{}'), file(long, 'x'.repeat(2_000)), file('empty', '')],
      AT,
    );
    expect(await texts('a.tar', archive)).toEqual({
      'manifest.json': '{}',
      [long]: 'x'.repeat(2_000),
      empty: '',
    });
    expect(await texts('a.tar.gz', gzipSync(archive))).toHaveProperty('manifest.json', '{}');
  });

  test('the tar of this system reads what we pack, and we read what it packs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'medic-tar-'));
    writeFileSync(join(folder, 'ours.tar'), tarOf([file(long, 'hello')], AT));
    const listed = execFileSync('tar', ['tvf', 'ours.tar'], { cwd: folder, encoding: 'utf8' });
    expect(listed).toContain(long);
    writeFileSync(join(folder, 'n'.repeat(180)), 'gnu');
    execFileSync('tar', ['czf', 'theirs.tgz', '--format=gnu', 'n'.repeat(180)], { cwd: folder });
    expect(await texts('theirs.tgz', readFileSync(join(folder, 'theirs.tgz')))).toEqual({
      ['n'.repeat(180)]: 'gnu',
    });
    execFileSync('tar', ['cf', 'pax.tar', '--format=pax', 'n'.repeat(180)], { cwd: folder });
    expect(await texts('pax.tar', readFileSync(join(folder, 'pax.tar')))).toEqual({
      ['n'.repeat(180)]: 'gnu',
    });
  });

  test.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\boot.ini'])(
    'an entry that leads out is refused: %s',
    async (path) => {
      await expect(unpack('evil.tar', tarOf([file(path, 'x')], AT))).rejects.toThrow(/leads out of it/);
    },
  );

  test('near miss: dots in names lead nowhere', async () => {
    expect(await texts('a.tar', tarOf([file('./a..b/..c', 'x')], AT))).toEqual({ 'a..b/..c': 'x' });
  });

  test('one that is cut off is refused', async () => {
    const archive = tarOf([file('a', 'x'.repeat(5_000))], AT).subarray(0, 2_048);
    await expect(unpack('a.tar', archive)).rejects.toThrow(/cut off or broken/);
  });
});

describe('bombs', () => {
  test('a gzip that unfolds to more than is read is refused without unfolding all of it', async () => {
    const bomb = gzipSync(Buffer.alloc(420 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    await expect(unpack('bomb.gz', bomb)).rejects.toThrow(/more than 256 MB/);
  });

  test('a gzip within a gzip is refused', async () => {
    await expect(unpack('a.gz', gzipSync(gzipSync('x')))).rejects.toThrow(/packed twice/);
  });

  test('a zip entry longer than its directory says is refused', async () => {
    const lying = zipOf('a.yaml', Buffer.alloc(1_000_000), { size: 10 });
    await expect(unpack('a.zip', lying)).rejects.toThrow(DumpRefused);
  });
});

describe('zip', () => {
  test('deflated and stored entries are read', async () => {
    expect(await texts('a.zip', zipOf('ns/pods.json', Buffer.from('{"a":1}')))).toEqual({
      'ns/pods.json': '{"a":1}',
    });
    expect(await texts('a.zip', zipOf('b', Buffer.from('b'), { method: 0 }))).toEqual({ b: 'b' });
  });

  test.each([
    ['encrypted', zipOf('a', Buffer.from('a'), { flags: 1 }), /encrypted/],
    ['leading out', zipOf('../a', Buffer.from('a')), /leads out of it/],
    ['cut off', zipOf('a', Buffer.from('a')).subarray(0, 40), /cut off or broken/],
  ])('%s: refused', async (_, bytes, says) => {
    await expect(unpack('a.zip', bytes)).rejects.toThrow(says);
  });
});

test('bytes that are nothing of all this are refused, text is taken as it is', async () => {
  await expect(unpack('cat.png', Buffer.from([0x89, 0x50, 0, 0, 1]))).rejects.toThrow(/neither a tar/);
  expect(await texts('core.log', Buffer.from('hello'))).toEqual({ 'core.log': 'hello' });
});
