import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type SandboxCluster, startCluster } from '../../../../src/sandbox/cluster/cluster.ts';
import { freePort } from '../../../../src/sandbox/parts/redis.ts';
import { describeWith } from '../../../setup/part.ts';
import { eventually, pod } from '../objects.ts';

describeWith('docker-registry', 'the kubelet against a real registry', (program) => {
  let host: string;
  let cluster: SandboxCluster;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registry-'));
    const port = await freePort();
    host = `127.0.0.1:${port}`;
    const settings = {
      version: 0.1,
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: folder } },
      http: { addr: host },
    };
    await writeFile(join(folder, 'config.yml'), stringify(settings));
    const child = spawn(program, ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
    cluster = await startCluster({ plainHttp: [host], backOff: { baseMs: 100, maxMs: 200 } });
    end = async () => {
      await cluster.stop();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true });
    };
    await eventually('the registry', () =>
      fetch(`http://${host}/v2/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await push(host, 'shop/cart', '1');
  });
  afterAll(() => end());

  test('pulls what was pushed, and not what was not', async () => {
    cluster.apply([pod('shop', 'good', `${host}/shop/cart:1`), pod('shop', 'bad', `${host}/shop/cart:9`)]);
    await eventually(
      'a running pod',
      () => cluster.get('pods', 'shop', 'good')?.status?.['phase'] === 'Running',
    );
    const told = await eventually('the failure', () =>
      cluster.store
        .list('events', 'shop')
        .find(({ message }) => String(message).startsWith('Failed to pull')),
    );
    expect(told['message']).toContain(`${host}/shop/cart:9: not found`);
  });
});

async function push(host: string, path: string, tag: string): Promise<void> {
  const blob = async (text: string, mediaType: string): Promise<object> => {
    const body = Buffer.from(text);
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const started = await fetch(`http://${host}/v2/${path}/blobs/uploads/`, { method: 'POST' });
    const to = new URL(started.headers.get('location') ?? '', `http://${host}`);
    to.searchParams.set('digest', digest);
    await fetch(to, { method: 'PUT', body });
    return { mediaType, digest, size: body.length };
  };
  const docker = 'application/vnd.docker';
  const manifest = {
    schemaVersion: 2,
    mediaType: `${docker}.distribution.manifest.v2+json`,
    config: await blob(
      JSON.stringify({ architecture: 'amd64', os: 'linux' }),
      `${docker}.container.image.v1+json`,
    ),
    layers: [await blob('a layer', `${docker}.image.rootfs.diff.tar.gzip`)],
  };
  const answer = await fetch(`http://${host}/v2/${path}/manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': manifest.mediaType },
    body: JSON.stringify(manifest),
  });
  if (answer.status !== 201) throw new Error(`the registry refused the image: ${answer.status}`);
}
