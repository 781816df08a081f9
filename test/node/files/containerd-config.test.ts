import { expect, test } from 'vitest';
import { parseContainerdConfig } from '../../../src/node/files/containerd-config.ts';

test('version 3 names its folders', () => {
  const text = `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d:/etc/docker/certs.d"
[plugins."io.containerd.cri.v1.runtime".cni]
  bin_dirs = ["/opt/cni/bin"]
`;
  expect(parseContainerdConfig(text).configPath).toEqual(['/etc/containerd/certs.d', '/etc/docker/certs.d']);
});

test('version 2 with the older mirrors; a login in it is not read', () => {
  const text = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = ""
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://mirror.acme.test", "http://10.0.0.5:5000"]
[plugins."io.containerd.grpc.v1.cri".registry.configs."mirror.acme.test".tls]
  insecure_skip_verify = true
[plugins."io.containerd.grpc.v1.cri".registry.configs."harbor.acme.test:8443".tls]
  ca_file = "/etc/ssl/acme.crt"
[plugins."io.containerd.grpc.v1.cri".registry.configs."harbor.acme.test:8443".auth]
  username = "ci"
  password = "hush"
`;
  const read = parseContainerdConfig(text);
  expect(read.configPath).toBeNull();
  expect([...read.mirrors]).toEqual([['docker.io', ['https://mirror.acme.test', 'http://10.0.0.5:5000']]]);
  expect(read.insecure).toEqual(['mirror.acme.test']);
  expect([...read.ca]).toEqual([['harbor.acme.test:8443', '/etc/ssl/acme.crt']]);
  expect(JSON.stringify([read, [...read.ca], [...read.mirrors]])).not.toContain('hush');
});

test('near miss: a file that says nothing of registries', () => {
  expect(parseContainerdConfig('version = 2\n[grpc]\naddress = "/run/x.sock"\n')).toMatchObject({
    configPath: null,
    insecure: [],
  });
});
