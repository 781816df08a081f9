import { expect, onTestFinished, test } from 'vitest';
import { openNodeFiles } from '../../src/node/root.ts';
import { makeNodeRoot } from '../setup/node-root.ts';

async function filesOf(files: Readonly<Record<string, string>>) {
  const root = await makeNodeRoot(files);
  onTestFinished(root.remove);
  return openNodeFiles(root.path);
}

test('an absolute link means the node’s file, not ours', async () => {
  const files = await filesOf({
    '/etc/resolv.conf': '-> /run/systemd/resolve/stub-resolv.conf',
    '/run/systemd/resolve/stub-resolv.conf': 'nameserver 10.0.0.2\n',
    '/etc/pki/tls/certs': '-> ../../ssl',
    '/etc/ssl/ca.crt': 'PEM',
  });
  expect(await files.text('/etc/resolv.conf')).toBe('nameserver 10.0.0.2\n');
  expect(await files.text('/etc/pki/tls/certs/ca.crt')).toBe('PEM');
  expect(await files.list('/etc/pki/tls/certs')).toEqual(['ca.crt']);
});

test('no link leads out of the root, and links in a circle end', async () => {
  const files = await filesOf({
    '/etc/out': '-> ../../../../../../../../etc/hostname-of-another-world',
    '/etc/passwd-of-ours': '-> /proc/self/environ',
    '/etc/a': '-> /etc/b',
    '/etc/b': '-> /etc/a',
  });
  for (const path of ['/etc/out', '/etc/passwd-of-ours', '/etc/a', '/../../../../proc/self/environ'])
    expect(await files.text(path)).toBeNull();
});

test('what is not there is null, empty, none', async () => {
  const files = await filesOf({ '/etc/containerd/certs.d/_default/hosts.toml': '' });
  expect(await files.text('/etc/docker/daemon.json')).toBeNull();
  expect(await files.list('/nowhere')).toEqual([]);
  expect(await files.firstFolder(['/nowhere', '/etc/containerd/certs.d/_default'])).toBe(
    '/etc/containerd/certs.d/_default',
  );
});
