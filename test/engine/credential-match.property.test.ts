/** The matcher against a second reading of the kubelet's rules (kubernetes pkg/credentialprovider/keyring.go). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchCredentials } from '../../src/engine/credential-match.ts';
import { parseReference } from '../../src/engine/reference.ts';

/** `BasicDockerKeyring.Add`: what a key of `auths` is filed under; null when url.Parse refuses it. */
function filedUnder(key: string): string | null {
  // A question mark begins a query, which url.Parse takes off.
  const [plain = ''] = key.split('?');
  const [, host = '', port = '', path = ''] = /^(?:https?:\/\/)?([^/:]+)(:[0-9]*)?(\/.*)?$/.exec(plain) ?? [];
  if (host === '') return null;
  const shorter = path.startsWith('/v1/') || path.startsWith('/v2/') ? path.slice('/v1'.length) : path;
  return shorter.length > 1 ? host + port + shorter : host + port;
}

/** `URLsMatch`: the same port, as many labels, each label by its glob, and the path a prefix. */
function urlsMatch(glob: string, target: string): boolean {
  const [globHost, globPort, globPath] = pieces(glob);
  const [host, port, path] = pieces(target);
  if (globPort !== port || globHost.length !== host.length || !path.startsWith(globPath)) return false;
  return globHost.every((label, at) => filepathMatch(label, host[at] ?? ''));
}

function pieces(schemeless: string): [labels: string[], port: string, path: string] {
  const cut = schemeless.indexOf('/');
  const authority = cut === -1 ? schemeless : schemeless.slice(0, cut);
  const [host = '', port = ''] = authority.split(':');
  return [host.split('.'), port, cut === -1 ? '' : schemeless.slice(cut)];
}

/** `*` for any letters; by trying, so that it shares no regular expression with the product. */
function filepathMatch(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  const [first, rest] = [glob[0], glob.slice(1)];
  if (first === '*')
    return [...Array(text.length + 1).keys()].some((skipped) => filepathMatch(rest, text.slice(skipped)));
  return first === text[0] && filepathMatch(rest, text.slice(1));
}

/** `BasicDockerKeyring.Lookup`: keys in reverse order, then the default key for Docker Hub. */
function kubeletSends(image: string, keys: readonly string[]): readonly string[] {
  const filed = keys.map((key) => ({ key, under: filedUnder(key) }));
  const index = [...new Set(filed.flatMap(({ under }) => under ?? []))].sort().reverse();
  const under = (wanted: string) => filed.filter((one) => one.under === wanted).map(({ key }) => key);
  const sent = index.filter((glob) => urlsMatch(glob, image)).flatMap(under);
  return sent.length > 0 || !image.startsWith('docker.io/') ? sent : under('index.docker.io');
}

const label = fc.constantFrom('a', 'b', 'ab');
const glob = fc.oneof(
  { weight: 3, arbitrary: label },
  { weight: 1, arbitrary: fc.constantFrom('*', 'a*', '*b', 'a?') },
);
const port = fc.constantFrom('', '', ':5000', ':443');
const dotted = (of: fc.Arbitrary<string>) =>
  fc.array(of, { minLength: 2, maxLength: 3, size: 'xsmall' }).map((labels) => labels.join('.'));
const hub = fc.constantFrom('docker.io', 'index.docker.io', 'registry-1.docker.io');
const path = fc.constantFrom(
  '',
  '/',
  '/v1/',
  '/v2/',
  '/team',
  '/team/',
  '/team/app',
  '/v2/team',
  '/te',
  '/v1',
);
const key = fc
  .tuple(
    fc.constantFrom('', 'https://', 'http://'),
    fc.oneof({ weight: 4, arbitrary: dotted(glob) }, hub),
    port,
    path,
  )
  .map((parts) => parts.join(''));
const image = fc
  .tuple(
    fc.oneof(dotted(label), fc.constant('docker.io')),
    port,
    fc.constantFrom('team/app', 'team', 'teams/app', 'x'),
  )
  .map(([host, at, repository]) => `${host}${host === 'docker.io' ? '' : at}/${repository}`);

test('sends what the kubelet sends, in its order', () => {
  const matched = { some: 0 };
  fc.assert(
    fc.property(image, fc.array(key, { maxLength: 8 }), (text, keys) => {
      const parsed = parseReference(text);
      if (parsed.state === 'invalid') throw new Error(parsed.says);
      const { domain, path: repository } = parsed.ref;
      const entries = keys.map((each) => ({ key: each }));
      const sent = matchCredentials(parsed.ref, entries).matching.map((entry) => entry.key);
      if (sent.length > 0) matched.some += 1;
      expect(sent).toEqual(kubeletSends(`${domain}/${repository}`, keys));
    }),
    { numRuns: 5_000 },
  );
  // Keys that never fit would prove nothing.
  expect(matched.some).toBeGreaterThan(300);
});
