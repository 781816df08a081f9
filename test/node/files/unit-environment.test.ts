import { expect, test } from 'vitest';
import { parseEnvironmentFile, parseUnit } from '../../../src/node/files/unit-environment.ts';

test('several assignments in a line, quoted as a whole or in part, and a line that goes on', () => {
  const text = `[Unit]
Environment=NOT=here
[Service]
# Environment="HTTP_PROXY=http://old:1"
Environment="HTTPS_PROXY=http://proxy.acme.test:3128" HTTP_PROXY='http://proxy.acme.test:3128'
Environment=NO_PROXY="localhost,127.0.0.1,\\
.acme.test"
EnvironmentFile=-/etc/sysconfig/containerd
`;
  expect(parseUnit(text).settings).toEqual([
    { kind: 'variable', name: 'HTTPS_PROXY', value: 'http://proxy.acme.test:3128' },
    { kind: 'variable', name: 'HTTP_PROXY', value: 'http://proxy.acme.test:3128' },
    { kind: 'variable', name: 'NO_PROXY', value: 'localhost,127.0.0.1, .acme.test' },
    { kind: 'file', path: '/etc/sysconfig/containerd' },
  ]);
});

test('an empty assignment forgets', () => {
  expect(parseUnit('[Service]\nEnvironment=A=1\nEnvironment=\n').settings.at(-1)).toEqual({ kind: 'forget' });
});

test('files of one assignment a line', () => {
  const read = parseEnvironmentFile(
    'export HTTPS_PROXY="http://p:1"\n# no\nno_proxy = .acme.test \nnonsense\n',
  );
  expect([...read]).toEqual([
    ['HTTPS_PROXY', 'http://p:1'],
    ['no_proxy', '.acme.test'],
  ]);
});
