/** What is installed is what was tried: every version is written out, and each is one that the lock names with its sum. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const lock = read('package-lock.json') as {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly integrity?: string;
        readonly link?: boolean;
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly os?: readonly string[];
        readonly cpu?: readonly string[];
        readonly libc?: readonly string[];
        readonly hasInstallScript?: boolean;
      }
    >
  >;
};
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

test('every dependency is pinned to one version', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual(
    [],
  );
  for (const [name, version] of Object.entries(all))
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
});

/** Parts for machines that no image of ours is made for; they are installed on no such machine. */
const isForOthers = ({ optional, os, cpu, libc }: (typeof installed)[number][1]): boolean =>
  optional === true &&
  !(os?.includes('linux') && cpu?.some((one) => one === 'x64' || one === 'arm64') && !libc?.includes('musl'));

test('every package that an image can hold comes from the registry, with its sum', () => {
  const odd = installed.filter(([, one]) => {
    const { resolved, integrity, link } = one;
    const isWhole = link === true || (integrity?.startsWith('sha512-') ?? false) || isForOthers(one);
    // Without an address it comes from the registry that npm is set up for, and its sum says whether it is the same.
    return !isWhole || resolved !== undefined;
  });
  expect(odd.map(([path]) => path)).toEqual([]);
});

test('few packages are needed to run, and those that run a script when installed are known', () => {
  const running = installed.filter(([, { dev }]) => !dev);
  process.stdout.write(
    `Dependencies: ${Object.keys(manifest.dependencies).length} of our own choice, ${running.length} in all\n`,
  );
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(20);
  expect(running.length).toBeLessThanOrEqual(250);
  const { allowScripts } = read('package.json') as { allowScripts: Readonly<Record<string, boolean>> };
  const scripts = installed
    .filter(([, one]) => one.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const unknown = [...new Set(scripts)].filter((name) => !(name in allowScripts));
  expect(unknown).toEqual([]);
});
