import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rooms, lowest first; a room may import from itself and from those it names. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/engine': [],
  'src/load.ts': [],
  'src/log.ts': [],
  // What is counted and traced: whoever does something tells it here, so these know nobody.
  'src/metrics': [],
  'src/tracing': ['src/config.ts'],
  'src/config.ts': ['src/engine', 'src/config'],
  'src/config': ['src/engine'],
  'src/probes': ['src/engine'],
  'src/facts': ['src/engine', 'src/probes'],
  // What many words a cause has: signs too many for the file of their check.
  'src/signs': ['src/engine'],
  'src/checks': ['src/engine', 'src/facts', 'src/probes', 'src/signs'],
  'src/clients': ['src/engine', 'src/config.ts', 'src/log.ts', 'src/metrics', 'src/tracing'],
  'src/store': ['src/engine', 'src/clients', 'src/log.ts', 'src/metrics'],
  // The only rooms that write to a cluster or a registry.
  'src/apply': ['src/engine', 'src/clients', 'src/config.ts'],
  'src/apply.ts': ['src/engine', 'src/apply'],
  'src/remediations': ['src/engine', 'src/facts', 'src/probes', 'src/checks'],
  // Pictures for people: data in, bytes out.
  'src/chart': ['src/engine'],
  'src/terminal': ['src/engine', 'src/load.ts', 'src/jobs'],
  'src/slack': ['src/engine', 'src/store', 'src/log.ts', 'src/config.ts'],
  'src/jobs': [
    'src/engine',
    'src/load.ts',
    'src/log.ts',
    'src/config.ts',
    'src/probes',
    'src/facts',
    'src/checks',
    'src/metrics',
    'src/tracing',
    'src/clients',
    'src/store',
    'src/slack',
    'src/chart',
    'src/apply',
    'src/apply.ts',
  ],
  // The worker of a node: no cluster, no Slack, no secrets.
  'src/node': [
    'src/engine',
    'src/config.ts',
    'src/log.ts',
    'src/metrics',
    'src/tracing',
    'src/clients',
    'src/probes',
    'src/store',
    'src/jobs',
  ],
  'src/bot': [
    'src/engine',
    'src/load.ts',
    'src/log.ts',
    'src/config.ts',
    'src/metrics',
    'src/tracing',
    'src/clients',
    'src/store',
    'src/slack',
    'src/jobs',
  ],
  commands: ['src/engine'],
  handlers: ['src/engine', 'src/jobs', 'src/store', 'src/slack', 'src/bot', 'src/log.ts', 'commands'],
};

/** These compose the whole, so they may import every room but the sandbox. */
const COMPOSE = new Set(['src/main.ts', 'src/cli.ts']);

const files = [...filesBelow('src'), ...filesBelow('commands'), ...filesBelow('handlers')].filter((file) =>
  /\.tsx?$/.test(file),
);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(ROOT, name)).isFile());
}

function room(file: string): string {
  const parts = file.split('/');
  return parts[0] === 'src' ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function imports(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, path = '']) => relative(ROOT, resolve(ROOT, dirname(file), path)));
}

describe('direction of imports', () => {
  test.each(files.filter((file) => !file.startsWith('src/sandbox') && !COMPOSE.has(file)))('%s', (file) => {
    const from = room(file);
    const allowed = new Set([from, 'package.json', ...(MAY_IMPORT[from] ?? ['no such room'])]);
    expect(imports(file).filter((path) => !allowed.has(room(path)))).toEqual([]);
  });

  test('a node worker has no code that talks to clusters, Slack or Harbor, however far its imports lead', () => {
    const seen = new Set(files.filter((file) => file.startsWith('src/node/')));
    for (const file of seen) for (const path of imports(file)) if (files.includes(path)) seen.add(path);
    const guilty = [...seen].filter((path) => /^src\/(clients\/(kubernetes|harbor)|slack|bot)\//.test(path));
    expect(guilty).toEqual([]);
  });

  test('only the worker of fixes can write', () => {
    const guilty = files
      .filter((file) => imports(file).some((path) => /^src\/apply(\.ts$|\/)/.test(path)))
      .filter((file) => !/^src\/(apply(\.ts$|\/)|jobs\/remediate(\.ts$|\/))/.test(file));
    expect(guilty).toEqual([]);
  });

  test('only the demo and tests import the sandbox', () => {
    const guilty = files
      .filter((file) => !file.startsWith('src/sandbox'))
      .filter((file) => imports(file).some((path) => path.startsWith('src/sandbox')));
    expect(guilty).toEqual([]);
  });

  test('the sandbox’s outside shares no code with the clients and probes that are tried on it', () => {
    const guilty = files
      .filter((file) => /^src\/sandbox\/(registry|harbor|cluster|slack)\//.test(file))
      .filter((file) => imports(file).some((path) => !path.startsWith('src/sandbox')));
    expect(guilty).toEqual([]);
  });
});

describe('the house rules', () => {
  test('checks are pure: no Node module, no await', () => {
    const guilty = files
      .filter((file) => /^src\/(checks|signs|engine\/text)\//.test(file))
      .filter((file) => /from 'node:|\bawait\b/.test(readFileSync(join(ROOT, file), 'utf8')))
      .filter((file) => basename(file) !== 'jsonl.ts');
    expect(guilty).toEqual([]);
  });

  test('only the configuration reads the environment', () => {
    const guilty = files
      .filter((file) => !file.startsWith('src/sandbox') && file !== 'src/config.ts')
      .filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')))
      .filter((file) => file !== 'src/terminal/verbs.ts');
    expect(guilty).toEqual([]);
  });

  test('every check, command and handler has a test of its name', () => {
    const units = files.filter((file) => /^(src\/checks|commands|handlers)\//.test(file));
    const missing = units.filter((file) => {
      const path = join(ROOT, 'test', file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts'));
      return !statSync(path, { throwIfNoEntry: false });
    });
    expect(missing).toEqual([]);
  });

  test('no file has more than 250 lines', () => {
    const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 250);
    expect(long).toEqual([]);
  });

  test('no room is a drawer for anything', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|types)(\/|\.ts)/.test(file))).toEqual([]);
  });
});
