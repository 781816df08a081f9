/** Finds a real program on this machine, or installs it where that is ours to do, or says what to install. */
import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Part {
  /** Programs any of which will do, best first. */
  readonly commands: readonly string[];
  /** Debian and Ubuntu package. */
  readonly aptPackage: string;
}

export const PARTS = {
  redis: { commands: ['redis-server', 'valkey-server'], aptPackage: 'redis-server' },
  'docker-registry': { commands: ['docker-registry'], aptPackage: 'docker-registry' },
  nginx: { commands: ['nginx'], aptPackage: 'nginx-core' },
  alertmanager: {
    commands: ['prometheus-alertmanager', 'alertmanager'],
    aptPackage: 'prometheus-alertmanager',
  },
  promtool: { commands: ['promtool'], aptPackage: 'prometheus' },
  chromium: { commands: ['chromium', 'chromium-browser', 'google-chrome'], aptPackage: 'chromium' },
} as const satisfies Record<string, Part>;
export type PartName = keyof typeof PARTS;

/** Says which part is missing and how to get it. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing';
}

/** The path of a program of this part, installing the package by apt-get as root. Throws PartMissing. */
export async function provide(name: PartName, say: (line: string) => void = () => {}): Promise<string> {
  const part: Part = PARTS[name];
  const found = await onPath(part.commands);
  if (found) return found;
  if (!(await mayInstall()))
    throw new PartMissing(
      `${name} is not here. Install it (Debian, Ubuntu: apt-get install ${part.aptPackage}).`,
    );
  say(`installing ${part.aptPackage} by apt-get`);
  await install(part.aptPackage).catch((error: unknown) => {
    throw new PartMissing(`apt-get could not install ${part.aptPackage}`, { cause: error });
  });
  const installed = await onPath(part.commands);
  if (!installed)
    throw new PartMissing(`${part.aptPackage} is installed but has none of ${part.commands.join(', ')}`);
  return installed;
}

async function onPath(commands: readonly string[]): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const command of commands) {
    for (const folder of folders) {
      const path = join(folder, command);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  return null;
}

async function mayInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

async function install(aptPackage: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  const get = (args: readonly string[]) => run('apt-get', [...args], { env, maxBuffer: 64 * 1024 * 1024 });
  await get(['install', ...options, aptPackage]).catch(async () => {
    await get(['update', '-q']);
    await get(['install', ...options, aptPackage]);
  });
}
