/** Faults that only show from the node: seen by its own worker, on real Redis, and proved as what they are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { createAuthority } from '../../src/sandbox/tls/authority.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import type { NodeWorker } from './node-view/node-worker.ts';
import { HOST, type Scene, startScene } from './node-view/scene.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

describeWith('redis', 'from the node itself', () => {
  let redis: RedisPart;
  let scene: Scene;
  let killed: NodeWorker;

  beforeAll(async () => {
    redis = await startOwnRedis(14);
    scene = await startScene(redis.url);
    const { caPem, port, closedPort, proxy } = scene;
    const well = { '/etc/resolv.conf': scene.resolvConf('knows'), [BUNDLE]: caPem };
    const [one] = await Promise.all([
      scene.worker('node-killed', well),
      scene.worker('node-over', well),
      scene.worker('node-dns', {
        ...well,
        '/etc/resolv.conf': '-> /run/systemd/resolve/resolv.conf',
        '/run/systemd/resolve/resolv.conf': scene.resolvConf('lacks'),
      }),
      scene.worker('node-ca', { ...well, [BUNDLE]: (await createAuthority('Somebody Else')).certPem }),
      scene.worker('node-mirror', {
        ...well,
        '/etc/containerd/config.toml':
          'version = 3\n[plugins."io.containerd.cri.v1.images".registry]\nconfig_path = "/etc/containerd/certs.d"\n',
        [`/etc/containerd/certs.d/${HOST}_${port}_/hosts.toml`]: `server = "http://127.0.0.1:${closedPort}"\n[host."http://127.0.0.1:${closedPort}"]\ncapabilities = ["pull", "resolve"]\n`,
      }),
      scene.worker('node-proxy', {
        ...well,
        '/etc/systemd/system/containerd.service.d/http-proxy.conf': `[Service]\nEnvironment="HTTPS_PROXY=http://me:hush@${proxy}" "NO_PROXY=10.0.0.0/8"\n`,
      }),
    ]);
    killed = one;
  });
  afterAll(async () => {
    await scene.stop();
    await redis.stop();
  });

  function expectConfirmed(verdict: Verdict, id: string): void {
    const { cause, couldNotLook } = verdict;
    // Together, so that a missing proof is shown with its reason.
    expect({ cause: cause?.id, confidence: cause?.confidence, couldNotLook }).toEqual({
      cause: id,
      confidence: 'confirmed',
      couldNotLook: [],
    });
  }

  /** A worker that a busy machine keeps from answering in its time is asked again, as a person would. */
  async function why(node: string): Promise<Verdict> {
    for (let tries = 0; ; tries += 1) {
      const verdict = await scene.why(node);
      if (verdict.couldNotLook.length === 0 || tries === 2) return verdict;
    }
  }

  const section = ({ details }: Verdict): string =>
    details.find(({ id }) => id === 'from-the-node')?.lines.join('\n') ?? '';

  test('its resolver lacks the name that the bot’s has', async () => {
    const verdict = await why('node-dns');
    expectConfirmed(verdict, 'dns-failure');
    expect(verdict.headline).toMatch(
      /^The name `registry\.acme\.test` works from the cluster network, fails on `node-dns`: its resolver 127\.0\.0\.1:\d+ answers NXDOMAIN\.$/,
    );
    expect(verdict.cause?.evidence[0]).toMatchObject({ says: expect.stringContaining('no such host') });
    expect(section(verdict)).toContain('resolver: `127.0.0.1:');
  });

  test('its CA store lacks the authority', async () => {
    const verdict = await why('node-ca');
    expectConfirmed(verdict, 'tls-unknown-authority');
    expect(verdict.headline).toContain(`its trust store \`${BUNDLE}\` lacks the authority`);
    expect(verdict.ruledOut).toEqual(
      expect.arrayContaining(['dns-failure', 'proxy-misconfigured', 'mirror-misconfigured']),
    );
  });

  test('its hosts.toml leads to a mirror that is down', async () => {
    const verdict = await why('node-mirror');
    expectConfirmed(verdict, 'mirror-misconfigured');
    expect(verdict.headline).toMatch(
      /^Node `node-mirror` asks only the mirror `http:\/\/127\.0\.0\.1:\d+` .*ECONNREFUSED/,
    );
    expect(section(verdict)).toContain('hosts.toml');
    expect(section(verdict)).toContain(
      `for comparison \`https://${HOST}:${scene.port}\`: the manifest is there`,
    );
  });

  test('its proxy refuses, and the registry is missing from NO_PROXY', async () => {
    const verdict = await why('node-proxy');
    expectConfirmed(verdict, 'proxy-misconfigured');
    expect(verdict.headline).toContain(
      'is missing from NO_PROXY in `/etc/systemd/system/containerd.service.d/http-proxy.conf`',
    );
    expect(verdict.cause?.evidence[0]?.says).toContain('403 Forbidden');
    expect(JSON.stringify(verdict)).not.toContain('hush');
  });

  test('what the node now gets through is over, and no longer called local', async () => {
    const verdict = await why('node-over');
    expect(verdict.cause).toMatchObject({ id: 'dns-failure', confidence: 'possible' });
    expect(verdict.headline).toContain('it works, from here and from `node-over` itself');
  });

  test('without a worker there, and without Redis, it is said at once and in the same words', async () => {
    const [none, without] = [await scene.why('node-none'), await scene.why('node-dns', 'without-redis')];
    expect(none.couldNotLook).toEqual([
      {
        probe: 'node-view',
        why: 'no worker runs on node `node-none`: its resolver, trust store, proxy and mirrors were not read',
      },
    ]);
    expect(without.couldNotLook[0]?.why).toContain('no worker runs on node `node-dns`');
    expect(none.headline).toContain('it is local to that node, passing, or already mended');
  });

  test('a worker that was killed does not hang the diagnosis', async () => {
    await killed.kill();
    const started = Date.now();
    const verdict = await scene.why('node-killed');
    expect(Date.now() - started).toBeLessThan(40_000);
    expect(verdict.couldNotLook[0]).toMatchObject({ probe: 'node-view' });
    expect(verdict.cause).toMatchObject({ id: 'dns-failure', confidence: 'possible' });
  });
});
