import { expect, onTestFinished, test } from 'vitest';
import { readProxySettings } from '../../src/node/proxy-settings.ts';
import { openNodeFiles } from '../../src/node/root.ts';
import type { Runtime } from '../../src/node/runtime.ts';
import { makeNodeRoot } from '../setup/node-root.ts';

async function settingsOf(files: Readonly<Record<string, string>>, runtime: Runtime = 'containerd') {
  const root = await makeNodeRoot(files);
  onTestFinished(root.remove);
  return readProxySettings(openNodeFiles(root.path), runtime);
}

const UNIT = '/usr/lib/systemd/system/containerd.service';
const DROP_IN = '/etc/systemd/system/containerd.service.d/http-proxy.conf';

test('a drop-in goes over the unit, and names its file', async () => {
  const settings = await settingsOf({
    [UNIT]: '[Service]\nEnvironment=HTTPS_PROXY=http://old:1\n',
    [DROP_IN]: '[Service]\nEnvironment="HTTPS_PROXY=http://proxy:3128" "NO_PROXY=.acme.test"\n',
  });
  expect(settings.variable('HTTPS_PROXY')).toBe('http://proxy:3128');
  expect(settings.variable('NO_PROXY')).toBe('.acme.test');
  expect(settings.from).toBe(DROP_IN);
});

test('an EnvironmentFile is read, lower case counts', async () => {
  const settings = await settingsOf({
    [UNIT]: '[Service]\nEnvironmentFile=-/etc/sysconfig/containerd\nEnvironmentFile=-/etc/absent\n',
    '/etc/sysconfig/containerd': 'https_proxy=http://proxy:3128\n',
  });
  expect(settings.variable('HTTPS_PROXY')).toBe('http://proxy:3128');
  expect(settings.from).toBe('/etc/sysconfig/containerd');
});

test('/etc/environment is no setting of a systemd service, and that is said', async () => {
  const settings = await settingsOf({
    [UNIT]: '[Service]\nExecStart=/usr/bin/containerd\n',
    '/etc/environment': 'HTTPS_PROXY=http://proxy:3128\n',
  });
  expect(settings.variable('HTTPS_PROXY')).toBeUndefined();
  expect(settings.notes[0]).toContain('services of systemd do not read');
});

test('near miss: without a service it is', async () => {
  const settings = await settingsOf({ '/etc/environment': 'HTTPS_PROXY=http://proxy:3128\n' });
  expect(settings.variable('HTTPS_PROXY')).toBe('http://proxy:3128');
  expect(settings.notes).toEqual([]);
});

test('each runtime has its own: k3s holds containerd, Docker also has daemon.json', async () => {
  const files = {
    '/etc/systemd/system/k3s-agent.service':
      '[Service]\nEnvironmentFile=-/etc/systemd/system/k3s-agent.service.env\n',
    '/etc/systemd/system/k3s-agent.service.env': "HTTPS_PROXY='http://k3s:1'\n",
    '/etc/docker/daemon.json': '{"proxies":{"https-proxy":"http://docker:1","no-proxy":"x"}}',
  };
  expect((await settingsOf(files)).variable('HTTPS_PROXY')).toBe('http://k3s:1');
  expect((await settingsOf(files, 'docker')).variable('HTTPS_PROXY')).toBe('http://docker:1');
  expect((await settingsOf(files, 'cri-o')).variable('HTTPS_PROXY')).toBeUndefined();
});
