import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { copies, isSent, makeApp, of, ROOT } from './image.ts';

describe('the image', () => {
  let app: string;

  beforeAll(() => {
    app = makeApp();
  });
  afterAll(() => rmSync(app, { recursive: true }));

  const run = async (...argv: readonly string[]) => {
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
    const child = spawn(process.execPath, [...argv], { cwd: app, env });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { out, err, code };
  };
  const files = (): readonly string[] =>
    readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(
      (file) => !file.startsWith('node_modules'),
    );

  test('copies what exists and is sent to the builder', () => {
    const sources = copies.flatMap(({ from }) => from);
    expect(sources).toContain('src');
    expect(sources.filter((source) => !existsSync(join(ROOT, source)) || !isSent(source))).toEqual([]);
  });

  test('holds no sandbox, no tests, and nothing hidden', () => {
    expect(files().filter((file) => /(^|\/)(sandbox|test|\.[^/]*)(\/|$)|\.test\.ts$/.test(file))).toEqual([]);
    expect(
      ['test', '.env', '.git', 'registry-medic.yaml', 'node_modules', 'src/sandbox/demo.ts'].filter(isSent),
    ).toEqual([]);
  });

  test('needs no package but those that are installed in it', () => {
    const imported = files()
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(join(app, file), 'utf8').matchAll(
          /(?:^|\n)(?:import|export)(?! type)[^;]*?from '([^.'][^']*)'/g,
        ),
      ])
      .map(([, name = '']) => name)
      .filter((name) => !isBuiltin(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(imported).toContain('bullmq');
    expect([...new Set(imported)].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  test('answers for help, and its process comes as far as its configuration', async () => {
    expect(await run('src/cli.ts', 'help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('why-pull-fails'),
    });
    const [command, ...argv] = JSON.parse(of('CMD').at(-1) ?? '[]') as string[];
    expect(command).toBe('node');
    expect(await run(...argv)).toMatchObject({ code: 2, err: expect.stringContaining('Set REDIS_URL') });
  });

  test('does not run as root, and says so by number', () => {
    expect(of('USER').at(-1)).toMatch(/^[1-9]\d*(:[1-9]\d*)?$/);
  });

  test('what it compiles loads every module, and begins with what every process begins with', async () => {
    const [, script = ''] = /--eval "([^"]+)"/.exec(of('RUN').at(-1) ?? '') ?? [];
    const all = await run(
      ...['--import', './src/thrift.ts', '--input-type=module', '--eval'],
      `${script.replace("'/app/'", `'${app}/'`)}; process.stdout.write('all of them')`,
    );
    expect(all).toEqual({ code: 0, err: '', out: 'all of them' });
  });

  test('is made from public images alone, for any architecture', () => {
    const stages = of('FROM');
    expect(stages.length).toBeGreaterThan(1);
    const own = stages.map((stage) => / AS ([a-z]+)$/.exec(stage)?.[1]);
    for (const [at, stage] of stages.entries())
      expect(['node:24-slim', ...own.slice(0, at)]).toContain(stage.split(' ')[0]);
    expect(readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8')).not.toMatch(
      /https?:|--registry|npm_config/i,
    );
  });
});
