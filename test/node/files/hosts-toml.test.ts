import { expect, test } from 'vitest';
import { parseHostsToml } from '../../../src/node/files/hosts-toml.ts';

const brief = (text: string) => parseHostsToml(text).map(({ origin, path }) => `${origin}${path}`);

test('mirrors in the order of the file, the server last', () => {
  const text = `server = "https://registry-1.docker.io"

[host."https://mirror-2.acme.test:5000"]
  capabilities = ["pull", "resolve"]
  ca = "/etc/ssl/acme.crt"
[host."https://mirror-1.acme.test/artifactory/api/docker/hub"]
  capabilities = ["pull"]
  override_path = true
  skip_verify = true
[host."http://10.0.0.5:5000/v2"]
  capabilities = ["push"]
[host."https://harbor.acme.test/v2/hub-cache"]
  ca = ["a.crt", "b.crt"]
  [host."https://harbor.acme.test/v2/hub-cache".header]
    authorization = "Basic aHVzaA=="
`;
  expect(brief(text)).toEqual([
    'https://mirror-2.acme.test:5000/v2',
    'https://mirror-1.acme.test/artifactory/api/docker/hub',
    'http://10.0.0.5:5000/v2',
    'https://harbor.acme.test/v2/hub-cache/v2',
    'https://registry-1.docker.io/v2',
  ]);
  const [first, second, third, fourth] = parseHostsToml(text);
  expect(first).toMatchObject({ ca: ['/etc/ssl/acme.crt'], certificates: 'judged', pulls: 'yes' });
  expect(second).toMatchObject({ certificates: 'not-judged' });
  expect(third).toMatchObject({ pulls: 'no' });
  expect(fourth).toMatchObject({ ca: ['a.crt', 'b.crt'], unused: ['header'] });
  expect(JSON.stringify(parseHostsToml(text))).not.toContain('aHVzaA');
});

test('without a server the image’s own host is last, with the settings at the top', () => {
  expect(parseHostsToml('ca = "x.crt"\n[host."mirror.acme.test"]\n')).toMatchObject([
    { origin: 'https://mirror.acme.test', pulls: 'yes' },
    { origin: null, path: '/v2', ca: ['x.crt'] },
  ]);
});

test('what is no TOML is refused', () => {
  expect(() => parseHostsToml('server: https://x\n')).toThrow();
});
