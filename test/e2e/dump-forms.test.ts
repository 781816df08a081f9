/** What people have at hand besides a bundle: a must-gather folder and `kubectl get -o yaml`, of a sandbox that is gone. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import { createSurroundings } from '../../src/jobs/surroundings.ts';
import type { Pod } from '../../src/sandbox/cluster/objects.ts';
import { dnsFailure } from '../../src/sandbox/world/faults/dns-failure.ts';
import { tagNotFound } from '../../src/sandbox/world/faults/tag-not-found.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const PLANTED = [tagNotFound, dnsFailure];
const SPACES = [...new Set(PLANTED.map(({ subject }) => subject.namespace)), 'harbor'];
let folder: string;
let gathered: string;
let dumped: string;

interface Said {
  readonly [field: string]: unknown;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** As must-gather lays it out: a file per kind and namespace, a folder per pod with its containers' logs. */
async function gather(world: World, reader: ClusterReader): Promise<void> {
  for (const space of SPACES) {
    const at = join(gathered, 'quay-io', 'namespaces', space);
    const { store } = world.cluster;
    const list = (kind: string, items: readonly object[]): string =>
      stringify({ apiVersion: 'v1', kind, items });
    await write(join(at, 'core', 'pods.yaml'), list('PodList', store.list('pods', space)));
    await write(join(at, 'core', 'events.yaml'), list('EventList', store.list('events', space)));
    for (const { metadata, spec } of store.list<Pod>('pods', space))
      for (const { name } of spec.containers) {
        const log = await reader.log({ namespace: space, pod: metadata.name, container: name });
        if (log.ended !== 'found') continue;
        const lines: string[] = [];
        for await (const one of log.value) lines.push(`${one.at ?? ''} ${one.text}\n`);
        await write(join(at, 'pods', metadata.name, name, name, 'logs', 'current.log'), lines.join(''));
      }
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dump-forms-'));
  gathered = join(folder, 'must-gather.local.42');
  dumped = join(folder, 'dump.yaml');
  const world = await startWorld({ faults: PLANTED });
  try {
    const { clusters, network } = await createSurroundings(loadConfig(world.files.env));
    const [reader] = clusters.values();
    if (!reader) throw new Error('no cluster');
    for (const id of ['s3-bucket', 'redis-cluster']) world.strike(id);
    await wait(4_000);
    await gather(world, reader);
    const items = SPACES.flatMap((space) => [
      ...world.cluster.store.list('pods', space),
      ...world.cluster.store.list('events', space),
    ]);
    await writeFile(dumped, stringify({ apiVersion: 'v1', kind: 'List', items }));
    await network.close();
  } finally {
    await world.stop();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]): Promise<Said> {
  const run = promisify(execFile)(process.execPath, [CLI, ...argv, '--json'], {
    env: { PATH: process.env['PATH'] },
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => error);
  return JSON.parse(stdout) as Said;
}

test.each(PLANTED)('$id is told of either, as it was of the cluster', async ({ subject, cause }) => {
  const typed = `${subject.namespace}/${subject.name}`;
  const [folderSays, fileSays] = await Promise.all([
    cli('why-pull-fails', typed, '--bundle', gathered),
    cli('why-pull-fails', typed, '--bundle', dumped),
  ]);
  for (const said of [folderSays, fileSays]) {
    expect(said).toMatchObject({ outcome: 'found', cause: { id: cause } });
    expect(JSON.stringify(said['couldNotLook'])).toContain('when a file is read');
  }
});

test('sweep names every planted cause', async () => {
  for (const from of [gathered, dumped]) {
    const text = JSON.stringify(await cli('sweep', '--bundle', from));
    for (const { cause } of PLANTED) expect(text).toContain(`"${cause}"`);
  }
});

test('a must-gather has logs: they are scanned, and status goes by them', async () => {
  const scan = await cli('scan-logs', 'harbor', '--since', '2h', '--bundle', gathered);
  expect(JSON.stringify(scan['causes'])).toContain('"s3-bucket-missing"');
  const status = JSON.stringify(await cli('status', '--bundle', gathered));
  expect(status).toContain('"s3-bucket-missing"');
  expect(status).toContain('the file holds no');
});

test('near miss: a dump without logs says so, and what needs Harbor’s API says that nobody asked it', async () => {
  const scan = await cli('scan-logs', 'harbor', '--bundle', dumped);
  expect(scan['causes']).toEqual([]);
  expect(JSON.stringify(scan['couldNotLook'])).toContain('the file holds no log of harbor/');
  for (const verb of ['jobs', 'storage'])
    for (const from of [gathered, dumped])
      expect(JSON.stringify(await cli(verb, '--bundle', from))).toContain('the file holds no');
});
