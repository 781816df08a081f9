import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanReport } from '../../src/engine/scan-report.ts';
import { FILE_OPTIONS, outOf } from '../../src/terminal/file-options.ts';
import { folderShelf, takeOption } from '../../src/terminal/files.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const SCHEMA =
  '2026-03-01T02:59:30Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"\n';
const ENV = { PATH: process.env['PATH'] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medic-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function cli(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [CLI, ...argv], { env: ENV, cwd: folder }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('scan-logs --file', () => {
  test('a local log, with no configuration', async () => {
    await writeFile(join(folder, 'core.log'), SCHEMA.repeat(3));
    const { code, out } = await cli('scan-logs', '--file', 'core.log', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out) as ScanReport;
    expect(report).toMatchObject({ what: 'core.log', lines: 3, cluster: null });
    expect(report.causes[0]).toMatchObject({ count: 3, firstAt: '2026-03-01T02:59:30Z' });
  });

  test('standard input', async () => {
    const child = spawn(process.execPath, [CLI, 'scan-logs', '--file=-'], { env: ENV, cwd: folder });
    child.stdin.end(SCHEMA);
    expect(await text(child.stdout)).toMatch(/standard input: 1 cause in 1 line of 1 log/);
  });

  test.each([
    [['scan-logs', '--file', 'nowhere.log'], /`nowhere.log` cannot be read: ENOENT/],
    [['scan-logs', '--file'], /`--file` needs a file/],
    [['status', '--bundle', 'core.log.tar.gz'], /cannot be read: ENOENT/],
    [['bundle', '--bundle', 'core.log'], /A file can be asked/],
  ])('%o is wrong usage', async (argv, says) => {
    const { code, err } = await cli(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test('a file that is no bundle is wrong usage and says what to send', async () => {
    await writeFile(join(folder, 'cat.png'), Buffer.from([0x89, 0x50, 0, 0]));
    const { code, err } = await cli('status', '--bundle', 'cat.png');
    expect(code).toBe(2);
    expect(err).toContain('neither a tar, a zip, YAML, JSON nor a log');
  });
});

test('what is made never takes the place of a file that is there', async () => {
  const shelf = folderShelf(folder);
  const file = { name: 'b.tar.gz', type: 'application/gzip', title: 'b', body: Buffer.from('1') };
  const first = await shelf.put(file);
  const second = await shelf.put({ ...file, body: Buffer.from('2') });
  expect([first.name, second.name]).toEqual(['b.tar.gz', 'b-1.tar.gz']);
  expect(await readFile(join(folder, 'b.tar.gz'), 'utf8')).toBe('1');
  expect(Buffer.from((await shelf.get(second.id)) ?? '').toString()).toBe('2');
});

test('the option is taken out of the words, wherever it stands', () => {
  expect(takeOption('--bundle', ['shop/cart', '--bundle', 'a', '-n', 'x'])).toEqual({
    path: 'a',
    rest: ['shop/cart', '-n', 'x'],
  });
  expect(takeOption('--bundle', ['--bundle=a', 'x'])).toEqual({ path: 'a', rest: ['x'] });
  expect(takeOption('--bundle', ['shop/cart'])).toBeNull();
});

test('--out names the file, which is written over; a second one gets a number', async () => {
  const out = outOf('storage', ['harbor', '--out', join(folder, 'projects.png')]);
  expect(out.rest).toEqual(['harbor']);
  const picture = { name: 'storage-a.png', type: 'image/png', title: 'a', body: Buffer.from('old') };
  await out.files?.put(picture);
  const again = outOf('storage', [`--out=${join(folder, 'projects.png')}`]);
  const first = await again.files?.put({ ...picture, body: Buffer.from('new') });
  const second = await again.files?.put(picture);
  expect([first?.id, second?.name]).toEqual([join(folder, 'projects.png'), 'projects-1.png']);
  expect(await readFile(join(folder, 'projects.png'), 'utf8')).toBe('new');
});

test('storage writes nothing unasked; a bundle is its file', () => {
  expect(outOf('storage', ['harbor']).files).toBeNull();
  expect(outOf('status', ['--out', 'x'])).toEqual({ files: null, rest: ['--out', 'x'] });
  expect(outOf('bundle', ['harbor']).files).not.toBeNull();
});

test('help of every verb that can be asked of a file says so', async () => {
  for (const [verb, { usage }] of Object.entries(FILE_OPTIONS)) {
    const { code, out } = await cli('help', verb);
    expect([code, out.includes(usage)]).toEqual([0, true]);
  }
});
