/** A few faults of the lab by the terminal's own process: the same verdicts, as JSON and with no secret in them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import { describeWith } from '../setup/part.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { LAB_PASSWORD } from '../setup/registry-lab/registry-settings.ts';
import { type Scene, startScene } from './scene.ts';

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
  let lab: Lab;
  let scene: Scene;
  beforeAll(async () => {
    lab = await startLab(path, { auth: 'htpasswd' });
    scene = await startScene(lab);
    // An image a node holds already is not pulled again, so the healthy pod has one of its own.
    await lab.push({ repository: 'shop/fine', tag: '1' });
    await lab.push({ repository: 'shop/cart', tag: '1.8.1' });
    await lab.push({ repository: 'shop/cart', tag: '1.8.3' });
    scene.secret('good', { [lab.domain]: { username: 'ci', password: LAB_PASSWORD } });
    scene.secret('stale', { [lab.domain]: { username: 'ci', password: 'of-last-year' } });
  });
  afterAll(async () => {
    await scene?.stop();
    await lab?.stop();
  });
  const image = (name: string): string => `${lab.domain}/${name}`;

  test('healthy: says when and where it was pulled', async () => {
    await scene.runs('fine', image('shop/fine:1'), { pullSecrets: ['good'] });
    const { out } = await scene.cli('why-pull-fails', 'shop/fine-0', '--json');
    const verdict = JSON.parse(out) as Verdict;
    expect(verdict).toMatchObject({ outcome: 'healthy', cause: null });
    expect(verdict.seen[0]?.says).toContain('Successfully pulled image');
    expect(verdict.headline).toMatch(/node `[^`]+`/);
  });

  test('a login that is refused', async () => {
    const verdict = await scene.why('stale', image('shop/cart:1.8.1'), { pullSecrets: ['stale'] });
    expectCause(verdict, 'credentials-invalid', PATH_IS_FINE);
    expect(JSON.stringify(verdict)).not.toContain('of-last-year');
  });

  test('a tag that is not there, with the nearest', async () => {
    const verdict = await scene.why('typo', image('shop/cart:1.8.2'), { pullSecrets: ['good'] });
    expectCause(verdict, 'tag-not-found', [...PATH_IS_FINE, 'credentials-invalid', 'repository-not-found']);
    expect(verdict.headline).toMatch(/1\.8\.3.*1\.8\.1/);
    expect(JSON.stringify(verdict)).not.toContain(LAB_PASSWORD);
  });

  test('a layer that is gone from the storage', async () => {
    const pushed = await lab.push({ repository: 'shop/holed', tag: '1' });
    await lab.removeBlob(pushed.manifests[0]?.layers[0]?.digest ?? '');
    const verdict = await scene.why('holed', image('shop/holed:1'), { pullSecrets: ['good'] });
    expectCause(verdict, 'registry-storage-failure', [...PATH_IS_FINE, 'tag-not-found']);
  });

  test('a registry that nobody configured and whose name does not resolve', async () => {
    expectCause(await scene.why('nowhere', 'nowhere.acme.test/shop/cart:1'), 'dns-failure');
  });
});
