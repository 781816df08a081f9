/** The folder that deploy/Dockerfile makes: the files it copies, and the packages that `npm ci --omit=dev` leaves. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Lines of a file without comments, those that end in a backslash joined to the next. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(join(ROOT, file), 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const instructions = linesOf('deploy/Dockerfile').map((line) => {
  const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
  return { name, rest };
});

/** What stands after an instruction, each time it is used. */
export function of(name: string): readonly string[] {
  return instructions.filter((one) => one.name === name).map(({ rest }) => rest);
}

/** What the last stage takes from the repository: sources and where they go below /app. */
export const copies = of('COPY')
  .filter((rest) => !rest.startsWith('--from='))
  .map((rest) => {
    const words = rest.split(/\s+/);
    return { from: words.slice(0, -1), to: words.at(-1) ?? '' };
  });

/** The forms that stand in `.dockerignore`: `*`, paths, and `!` for what is let in again; the last one wins. */
export function isSent(path: string): boolean {
  return linesOf('.dockerignore').reduce((sent, rule) => {
    const pattern = rule.replace(/^!/, '');
    if (/[*?[]/.test(pattern) && pattern !== '*') throw new Error(`${rule}: a form this test does not know`);
    const matches = pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);
    return matches ? rule.startsWith('!') : sent;
  }, true);
}

/** Makes /app in a temporary folder. The caller removes it. */
export function makeApp(): string {
  const app = mkdtempSync(join(tmpdir(), 'image-'));
  for (const { from, to } of copies)
    for (const source of from)
      cpSync(join(ROOT, source), join(app, to.endsWith('/') ? join(to, source) : to), {
        recursive: true,
        filter: (path) => isSent(relative(ROOT, path)),
      });
  for (const path of productionPackages()) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    link(join(ROOT, path), join(app, path));
  }
  return app;
}

/** Folders that npm marks as needed without development, the outermost of each. */
function productionPackages(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
  };
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path)
    .filter((path) => !path.includes('/node_modules/') && existsSync(join(ROOT, path)));
}

/** Hard links where the file system is the same, else copies: a symbolic link would lead back to all packages. */
function link(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
