/** Builds the chart tool and the schemas once, below node_modules/.cache; the next run finds them there. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { moduleFolder, runGo } from './go.ts';
import { type Bundle, fromApplyConfigurations, fromCustomResource, fromSwagger, kindsOf } from './schemas.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/chart-tool/', import.meta.url));

/** The oldest version the chart admits, by its fields alone, and two whole ones. */
export const VERSIONS = ['v1.27', 'v1.33', 'v1.36'] as const;
const MODULES = {
  'v1.27': 'k8s.io/client-go@v0.27.3',
  'v1.33': 'k8s.io/kubernetes@v1.33.13',
  'v1.36': 'k8s.io/kubernetes@v1.36.1',
  keda: 'github.com/kedacore/keda/v2@v2.21.0',
  compose: 'github.com/compose-spec/compose-go/v2@v2.16.2',
} as const;
const SWAGGER = 'api/openapi-spec/swagger.json';
const KEDA_KINDS = {
  ScaledObject: 'scaledobjects',
  TriggerAuthentication: 'triggerauthentications',
} as const;

export interface Provided {
  readonly tool: string;
  /** Files with schemas, by name. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Definitions by `<group>/<version>/<Kind>`. */
  readonly kinds: Readonly<Record<string, string>>;
}

export async function provideTool(): Promise<Provided> {
  const folder = join(CACHE, await fingerprint());
  if (!existsSync(folder)) await alone(() => make(folder));
  const kinds = JSON.parse(await readFile(join(folder, 'kinds.json'), 'utf8')) as Record<string, string>;
  const names = [...VERSIONS, ...Object.keys(KEDA_KINDS), 'compose'];
  const bundles = Object.fromEntries(names.map((name) => [name, join(folder, `${name}.json`)]));
  return { tool: join(folder, 'chart-tool'), bundles, kinds };
}

/** What the tool says to a request, see main.go. */
export async function askTool<Answer>({ tool }: Provided, request: object): Promise<Answer> {
  return new Promise((done, failed) => {
    const child = execFile(tool, [], { maxBuffer: 256 * 1024 * 1024 }, (error, out, said) => {
      if (error) failed(new Error(`chart-tool: ${said || error.message}`));
      else done(JSON.parse(out) as Answer);
    });
    child.stdin?.end(JSON.stringify(request));
  });
}

/** Of everything that what is made depends on. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(MODULES));
  for (const name of (await readdir(HERE)).sort()) hash.update(name).update(await readFile(join(HERE, name)));
  return hash.digest('hex').slice(0, 16);
}

async function make(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const made = `${folder}.${process.pid}`;
  await mkdir(made, { recursive: true });
  await Promise.all([
    // Not optimised: it runs for a second, and is built in half the time.
    runGo(['build', '-gcflags=all=-N -l', '-ldflags=-s -w', '-o', join(made, 'chart-tool'), '.'], HERE),
    schemasInto(made),
  ]);
  await rename(made, folder);
}

async function schemasInto(folder: string): Promise<void> {
  const write = (name: string, of: Bundle | object): Promise<void> =>
    writeFile(join(folder, `${name}.json`), JSON.stringify(of));
  const read = async (module: string, path: string): Promise<string> =>
    readFile(join(await moduleFolder(module, CACHE), path), 'utf8');
  await write(
    'v1.27',
    fromApplyConfigurations(await read(MODULES['v1.27'], 'applyconfigurations/internal/internal.go')),
  );
  await write('v1.33', fromSwagger(await read(MODULES['v1.33'], SWAGGER)));
  const newest = await read(MODULES['v1.36'], SWAGGER);
  await write('v1.36', fromSwagger(newest));
  await write('kinds', Object.fromEntries(kindsOf(newest)));
  for (const [kind, plural] of Object.entries(KEDA_KINDS))
    await write(
      kind,
      fromCustomResource(await read(MODULES.keda, `config/crd/bases/keda.sh_${plural}.yaml`), 'v1alpha1'),
    );
  const compose: unknown = JSON.parse(await read(MODULES.compose, 'schema/compose-spec.json'));
  await write('compose', { definitions: { project: compose } });
}

/** One process at a time; a lock whose holder died is taken over. */
async function alone(work: () => Promise<void>): Promise<void> {
  const lock = join(CACHE, 'lock');
  await mkdir(CACHE, { recursive: true });
  while (!(await isMine(lock))) {
    if (!(await isHeld(lock))) await rm(lock, { force: true });
    await wait(250);
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function isMine(lock: string): Promise<boolean> {
  return writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

async function isHeld(lock: string): Promise<boolean> {
  try {
    process.kill(Number(await readFile(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
