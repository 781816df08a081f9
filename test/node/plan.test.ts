import { expect, onTestFinished, test } from 'vitest';
import { parseReference } from '../../src/engine/reference.ts';
import { planFor } from '../../src/node/plan.ts';
import { openNodeFiles } from '../../src/node/root.ts';
import type { Runtime } from '../../src/node/runtime.ts';
import { makeNodeRoot } from '../setup/node-root.ts';

async function planOf(
  image: string,
  files: Readonly<Record<string, string>>,
  runtime: Runtime = 'containerd',
) {
  const root = await makeNodeRoot(files);
  onTestFinished(root.remove);
  const parsed = parseReference(image);
  if (parsed.state === 'invalid') throw new Error(image);
  return planFor(openNodeFiles(root.path), runtime, parsed.ref);
}

const brief = (plan: Awaited<ReturnType<typeof planOf>>): readonly string[] =>
  plan.hosts.map(({ role, scheme, host, port, path, repository, namespace }) =>
    [role, `${scheme}://${host}:${port}${path}`, repository, namespace ?? '-'].join(' '),
  );

test('without settings the image’s own host is asked', async () => {
  expect(brief(await planOf('nginx:1', {}))).toEqual([
    'server https://registry-1.docker.io:443/v2 library/nginx -',
  ]);
});

test('containerd: the folder of host_port_ goes before _default, relative ca lies beside the file', async () => {
  const plan = await planOf('harbor.acme.test:8443/shop/cart:1', {
    '/etc/containerd/certs.d/_default/hosts.toml': 'server = "https://never.acme.test"',
    '/etc/containerd/certs.d/harbor.acme.test_8443_/hosts.toml':
      '[host."http://mirror.acme.test:5000"]\nca = "mirror.crt"\n',
  });
  expect(brief(plan)).toEqual([
    'mirror http://mirror.acme.test:5000/v2 shop/cart harbor.acme.test:8443',
    'server https://harbor.acme.test:8443/v2 shop/cart -',
  ]);
  expect(plan.hosts[0]?.ca).toEqual(['/etc/containerd/certs.d/harbor.acme.test_8443_/mirror.crt']);
});

test('containerd: a server that is another host leaves the image’s own out; it is asked for comparison', async () => {
  const plan = await planOf('nginx:1', {
    '/etc/containerd/certs.d/docker.io/hosts.toml': 'server = "https://mirror.acme.test"',
  });
  expect(brief(plan)).toEqual([
    'server https://mirror.acme.test:443/v2 library/nginx docker.io',
    'origin https://registry-1.docker.io:443/v2 library/nginx -',
  ]);
});

test('containerd: config_path elsewhere; a folder without hosts.toml holds authorities as Docker’s does', async () => {
  const plan = await planOf('harbor.acme.test/shop/cart:1', {
    '/etc/containerd/config.toml':
      '[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/opt/certs.d"\n',
    '/opt/certs.d/harbor.acme.test/ca.crt': 'PEM',
    '/etc/containerd/certs.d/harbor.acme.test/hosts.toml': 'server = "https://never.acme.test"',
  });
  expect(plan.hosts).toMatchObject([
    { host: 'harbor.acme.test', ca: ['/opt/certs.d/harbor.acme.test/ca.crt'] },
  ]);
});

test('containerd: settings that older ones ignore, and files that cannot be read, are said', async () => {
  const ignored = await planOf('nginx:1', {
    '/etc/containerd/config.toml': 'version = 2\n',
    '/etc/containerd/certs.d/docker.io/hosts.toml': 'server = "https://mirror.acme.test"',
  });
  expect(ignored.notes[0]).toContain('names no `config_path`');
  const broken = await planOf('nginx:1', { '/etc/containerd/certs.d/docker.io/hosts.toml': 'server: x' });
  expect(broken.notes[0]).toContain('cannot be read as containerd reads it');
});

test('containerd: the mirrors of an old config.toml', async () => {
  const plan = await planOf('nginx:1', {
    '/etc/containerd/config.toml': `[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
endpoint = ["https://mirror.acme.test"]
[plugins."io.containerd.grpc.v1.cri".registry.configs."mirror.acme.test".tls]
insecure_skip_verify = true
`,
  });
  expect(plan.hosts).toMatchObject([
    { role: 'mirror', host: 'mirror.acme.test', certificates: 'not-judged' },
    { role: 'server', host: 'registry-1.docker.io', certificates: 'judged' },
  ]);
});

test('CRI-O: mirrors move the repository, certs.d adds authorities, a block leaves none', async () => {
  const files = {
    '/etc/containers/registries.conf':
      '[[registry]]\nprefix = "quay.io"\nlocation = "quay.io"\nblocked = true\n',
    '/etc/containers/registries.conf.d/10-mirror.conf':
      '[[registry]]\nprefix = "quay.io"\nlocation = "quay.io"\n[[registry.mirror]]\nlocation = "mirror.acme.test:5000/quay"\n',
    '/etc/containers/certs.d/mirror.acme.test:5000/ca.crt': 'PEM',
  };
  const plan = await planOf('quay.io/acme/etl:5', files, 'cri-o');
  expect(brief(plan)).toEqual([
    'mirror https://mirror.acme.test:5000/v2 quay/acme/etl -',
    'server https://quay.io:443/v2 acme/etl -',
  ]);
  expect(plan.hosts[0]?.ca).toEqual(['/etc/containers/certs.d/mirror.acme.test:5000/ca.crt']);
  const { '/etc/containers/registries.conf': main } = files;
  const blocked = await planOf('quay.io/acme/etl:5', { '/etc/containers/registries.conf': main }, 'cri-o');
  expect(blocked.hosts).toMatchObject([{ role: 'origin' }]);
  expect(blocked.notes[0]).toContain('blocks');
});

test('Docker: mirrors serve Docker Hub alone', async () => {
  const files = { '/etc/docker/daemon.json': '{"registry-mirrors":["https://mirror.acme.test"]}' };
  expect((await planOf('nginx:1', files, 'docker')).hosts.map(({ role }) => role)).toEqual([
    'mirror',
    'server',
  ]);
  expect((await planOf('quay.io/a/b:1', files, 'docker')).hosts.map(({ role }) => role)).toEqual(['server']);
});
