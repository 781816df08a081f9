import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenChallenge, parseChallenges } from '../../../src/engine/distribution/challenge-header.ts';

test.each([
  [
    'Bearer realm="https://h.acme.test/service/token",service="harbor-registry"',
    [
      {
        scheme: 'bearer',
        parameters: { realm: 'https://h.acme.test/service/token', service: 'harbor-registry' },
      },
    ],
  ],
  [
    'Basic realm="a, b", Bearer realm=plain,scope="repository:a/b:pull,push"',
    [
      { scheme: 'basic', parameters: { realm: 'a, b' } },
      { scheme: 'bearer', parameters: { realm: 'plain', scope: 'repository:a/b:pull,push' } },
    ],
  ],
  ['Negotiate, Basic realm="x"', [{ scheme: 'negotiate' }, { scheme: 'basic', parameters: { realm: 'x' } }]],
  ['Basic Realm = "say \\"hi\\""', [{ scheme: 'basic', parameters: { realm: 'say "hi"' } }]],
  ['Bearer', [{ scheme: 'bearer', parameters: {} }]],
  ['', []],
  [undefined, []],
])('%s', (header, wanted) => {
  expect(parseChallenges(header)).toMatchObject(wanted);
  expect(parseChallenges(header)).toHaveLength(wanted.length);
});

test('Bearer is chosen before Basic, and nothing else', () => {
  expect(chosenChallenge('Basic realm="x", Bearer realm="y"')?.scheme).toBe('bearer');
  expect(chosenChallenge('Digest realm="x"')).toBeNull();
});

test('every quoted realm is read back, and any text ends', () => {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  fc.assert(
    fc.property(fc.string(), fc.string(), (realm, noise) => {
      const [challenge] = parseChallenges(`Bearer realm=${quoted(realm)},service="s"`);
      expect(challenge?.parameters).toEqual({ realm, service: 's' });
      expect(Array.isArray(parseChallenges(noise))).toBe(true);
    }),
  );
});
