/** Faults staged for real, met by the kubelet, proved by the terminal: each verdict is the planted cause, confirmed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import { describeWith } from '../setup/part.ts';
import { closedPort, startBlackHole, startMute } from '../setup/registry-lab/holes.ts';
import { type Lab, type LabOptions, startLab } from '../setup/registry-lab/lab.ts';
import { LAB_PASSWORD } from '../setup/registry-lab/registry-settings.ts';
import { type Scene, startScene } from './scene.ts';

function withLab(
  path: string,
  options: LabOptions,
  body: (at: { lab: () => Lab; scene: () => Scene }) => void,
): void {
  let lab: Lab | undefined;
  let scene: Scene | undefined;
  beforeAll(async () => {
    lab = await startLab(path, options);
    scene = await startScene(lab, options.tls === 'plain' ? null : {});
  });
  afterAll(async () => {
    await scene?.stop();
    await lab?.stop();
  });
  const started = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('the lab did not start');
    return what;
  };
  body({ lab: () => started(lab), scene: () => started(scene) });
}

function expectCause(verdict: Verdict, id: string, ruledOut: readonly string[] = []): void {
  expect({ cause: verdict.cause?.id, confidence: verdict.cause?.confidence }).toEqual({
    cause: id,
    confidence: 'confirmed',
  });
  expect(verdict.cause?.evidence.length).toBeGreaterThan(0);
  expect(verdict.ruledOut).toEqual(expect.arrayContaining([...ruledOut]));
}

const PATH_IS_FINE = ['dns-failure', 'connection-refused', 'tls-unknown-authority', 'tls-expired'];

describeWith('docker-registry', 'a real registry with htpasswd', (path) => {
  withLab(path, { auth: 'htpasswd' }, ({ lab, scene }) => {
    beforeAll(async () => {
      // An image a node holds already is not pulled again, so the healthy pod has one of its own.
      await lab().push({ repository: 'shop/fine', tag: '1' });
      await lab().push({ repository: 'shop/cart', tag: '1.8.1' });
      await lab().push({ repository: 'shop/cart', tag: '1.8.3' });
      await lab().push({ repository: 'shop/edge', tag: '1', platforms: [arm64, s390x] });
      scene().secret('good', { [lab().domain]: { username: 'ci', password: LAB_PASSWORD } });
      scene().secret('stale', { [lab().domain]: { username: 'ci', password: 'of-last-year' } });
      scene().secret('portless', { [lab().host]: { username: 'ci', password: LAB_PASSWORD } });
    });
    const image = (name: string): string => `${lab().domain}/${name}`;

    test('healthy: says when and where it was pulled', async () => {
      await scene().runs('fine', image('shop/fine:1'), { pullSecrets: ['good'] });
      const { out } = await scene().cli('why-pull-fails', 'shop/fine-0', '--json');
      const verdict = JSON.parse(out) as Verdict;
      expect(verdict).toMatchObject({ outcome: 'healthy', cause: null });
      expect(verdict.seen[0]?.says).toContain('Successfully pulled image');
      expect(verdict.headline).toMatch(/node `[^`]+`/);
    });

    test('credentials-missing', async () => {
      const verdict = await scene().why('bare', image('shop/cart:1.8.1'));
      expectCause(verdict, 'credentials-missing', PATH_IS_FINE);
    });

    test('credentials-invalid', async () => {
      const verdict = await scene().why('stale', image('shop/cart:1.8.1'), { pullSecrets: ['stale'] });
      expectCause(verdict, 'credentials-invalid', PATH_IS_FINE);
      expect(JSON.stringify(verdict)).not.toContain('of-last-year');
    });

    test('credentials-wrong-host', async () => {
      const verdict = await scene().why('portless', image('shop/cart:1.8.1'), { pullSecrets: ['portless'] });
      expectCause(verdict, 'credentials-wrong-host', PATH_IS_FINE);
      expect(JSON.stringify(verdict)).not.toContain(LAB_PASSWORD);
    });

    test('secret-missing', async () => {
      const verdict = await scene().why('lost', image('shop/cart:1.8.1'), { pullSecrets: ['never-made'] });
      expectCause(verdict, 'secret-missing', PATH_IS_FINE);
    });

    test('near miss: a missing secret that is not needed is no cause', async () => {
      const secrets = { pullSecrets: ['never-made', 'good'] };
      expectCause(await scene().why('herring', image('shop/cart:9'), secrets), 'tag-not-found', [
        'secret-missing',
      ]);
    });

    test('tag-not-found, with the nearest tags', async () => {
      const verdict = await scene().why('typo', image('shop/cart:1.8.2'), { pullSecrets: ['good'] });
      expectCause(verdict, 'tag-not-found', [...PATH_IS_FINE, 'credentials-invalid', 'repository-not-found']);
      expect(verdict.headline).toMatch(/1\.8\.3.*1\.8\.1/);
    });

    test('repository-not-found', async () => {
      const verdict = await scene().why('ghost', image('shop/crat:1.8.1'), { pullSecrets: ['good'] });
      expectCause(verdict, 'repository-not-found', [...PATH_IS_FINE, 'credentials-invalid']);
    });

    test('platform-unavailable', async () => {
      const verdict = await scene().why('edge', image('shop/edge:1'), { pullSecrets: ['good'] });
      expectCause(verdict, 'platform-unavailable', [...PATH_IS_FINE, 'tag-not-found']);
    });

    test('image-name-invalid', async () => {
      const verdict = await scene().why('upper', image('Shop/Cart:1.8.1'));
      expectCause(verdict, 'image-name-invalid');
    });

    test('registry-storage-failure: a layer is gone from the storage', async () => {
      const pushed = await lab().push({ repository: 'shop/holed', tag: '1' });
      await lab().removeBlob(pushed.manifests[0]?.layers[0]?.digest ?? '');
      const verdict = await scene().why('holed', image('shop/holed:1'), { pullSecrets: ['good'] });
      expectCause(verdict, 'registry-storage-failure', [...PATH_IS_FINE, 'tag-not-found']);
    });

    test('dns-failure', async () => {
      expectCause(await scene().why('nowhere', 'nowhere.acme.test/shop/cart:1'), 'dns-failure');
    });

    test('connection-refused', async () => {
      const verdict = await scene().why('shut', `${lab().host}:${await closedPort()}/shop/cart:1`);
      expectCause(verdict, 'connection-refused', ['dns-failure']);
    });

    test('connection-timeout: a SYN that nobody answers', async () => {
      const hole = await startBlackHole();
      const verdict = await scene().why('hole', `${lab().host}:${hole.port}/shop/cart:1`);
      expectCause(verdict, 'connection-timeout', ['dns-failure', 'connection-refused']);
      await hole.stop();
    });

    test('connection-timeout: a handshake that nobody answers', async () => {
      const mute = await startMute();
      const verdict = await scene().why('mute', `${lab().host}:${mute.port}/shop/cart:1`);
      expectCause(verdict, 'connection-timeout', ['dns-failure', 'connection-refused']);
      await mute.stop();
    });

    test('two faults at once: the earlier stage is the cause', async () => {
      const verdict = await scene().why('both', image('shop/cart:9'), { pullSecrets: ['stale'] });
      expectCause(verdict, 'credentials-invalid', PATH_IS_FINE);
    });
  });
});

const arm64 = { os: 'linux', arch: 'arm64' };
const s390x = { os: 'linux', arch: 's390x' };

describeWith('docker-registry', 'a real registry with token authentication', (path) => {
  const users = { 'robot$shop+ci': { password: 'robot-pass', pulls: ['shop/other'] } };
  withLab(path, { auth: 'token', users, open: ['library/web'] }, ({ lab, scene }) => {
    beforeAll(async () => {
      await lab().push({ repository: 'shop/cart', tag: '1' });
      await lab().push({ repository: 'library/web', tag: '1' });
      scene().secret('robot', { [lab().domain]: { username: 'robot$shop+ci', password: 'robot-pass' } });
      scene().secret('wrong', { [lab().domain]: { username: 'robot$shop+ci', password: 'not-it' } });
    });

    test('permission-denied: the login is good, this repository is not in the token', async () => {
      const verdict = await scene().why('denied', `${lab().domain}/shop/cart:1`, { pullSecrets: ['robot'] });
      expectCause(verdict, 'permission-denied', [...PATH_IS_FINE, 'credentials-invalid']);
    });

    test('credentials-invalid: the token service refuses the login', async () => {
      const verdict = await scene().why('refused', `${lab().domain}/shop/cart:1`, { pullSecrets: ['wrong'] });
      expectCause(verdict, 'credentials-invalid', PATH_IS_FINE);
    });

    test('an image anybody may pull is pulled', async () => {
      await scene().runs('public', `${lab().domain}/library/web:1`);
    });
  });
});

describe.each([
  ['unknown-authority', 'tls-unknown-authority'],
  ['wrong-name', 'tls-name-mismatch'],
  ['expired', 'tls-expired'],
  ['plain', 'http-https-mismatch'],
] as const)('a real registry whose TLS is %s', (tls, cause) => {
  describeWith('docker-registry', cause, (path) => {
    withLab(path, { tls }, ({ lab, scene }) => {
      test(`is ${cause}`, async () => {
        await lab().push({ repository: 'shop/cart', tag: '1' });
        const verdict = await scene().why('cart', `${lab().domain}/shop/cart:1`);
        expectCause(verdict, cause, ['dns-failure', 'connection-refused', 'connection-timeout']);
      });
    });
  });
});
