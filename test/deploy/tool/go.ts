/** Finds Go on this machine and runs it; it builds our chart tool and gets modules that hold schemas. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';

const run = promisify(execFile);
const OLDEST = [1, 22] as const;

/** Path of a Go that is new enough, or why there is none. A newer one that a module asks for Go gets by itself. */
export const go: { readonly path: string } | { readonly missing: string } = findGo();

function findGo(): typeof go {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/go/bin', '/usr/lib/go/bin'];
  const path = folders.map((folder) => join(folder, 'go')).find((file) => existsSync(file));
  if (path === undefined) return { missing: 'no Go here; install 1.22 or later' };
  const said = execFileSync(path, ['version'], { encoding: 'utf8' });
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(said) ?? [];
  const isNew = Number(major) > OLDEST[0] || Number(minor) >= OLDEST[1];
  return isNew ? { path } : { missing: `${said.trim()} is too old; install 1.22 or later` };
}

/** A describe block that needs Go; without it skipped under the reason. */
export function describeWithGo(title: string, body: () => void): void {
  if ('path' in go) describe(title, body);
  else describe.skip(`needs Go (${go.missing}): ${title}`, body);
}

/** What Go wrote to its standard output. Throws with what it wrote to its standard error. */
export async function runGo(args: readonly string[], cwd: string): Promise<string> {
  if ('missing' in go) throw new Error(go.missing);
  const { stdout } = await run(go.path, [...args], { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** The folder of a module, downloaded and checked against Go's checksum database. */
export async function moduleFolder(module: string, cwd: string): Promise<string> {
  const said = JSON.parse(await runGo(['mod', 'download', '-json', module], cwd)) as { readonly Dir: string };
  return said.Dir;
}
