import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyHost, matchCredentials } from '../../src/engine/credential-match.ts';
import { parseReference } from '../../src/engine/reference.ts';

function image(text: string) {
  const parsed = parseReference(text);
  if (parsed.state === 'invalid') throw new Error(parsed.says);
  return parsed.ref;
}

function match(text: string, ...keys: readonly string[]) {
  const { matching, passedOver } = matchCredentials(
    image(text),
    keys.map((key) => ({ key })),
  );
  return {
    matching: matching.map(({ key }) => key),
    passedOver: passedOver.map(({ entry, why }) => [entry.key, why]),
  };
}

test.each([
  ['reg.test/a/b', 'reg.test'],
  ['reg.test/a/b', 'https://reg.test'],
  ['reg.test/a/b', 'http://reg.test/'],
  ['reg.test/a/b', 'https://reg.test/v1/'],
  ['reg.test/a/b', 'https://reg.test/v2/'],
  ['reg.test/a/b', 'reg.test/v2/a'],
  ['reg.test/a/b', 'reg.test/a'],
  ['reg.test/ab/c', 'reg.test/a'],
  ['reg.test:5000/a', 'reg.test:5000'],
  ['[::1]:5000/a', '[::1]:5000'],
  ['a.reg.test/x', '*.reg.test'],
  ['a1.reg.test/x', 'a[12].reg.test'],
  ['nginx', 'https://index.docker.io/v1/'],
  ['nginx', 'index.docker.io'],
  ['nginx', 'docker.io'],
  ['nginx', 'docker.io/library'],
  ['docker.io/acme/web', 'https://index.docker.io/v1/'],
])('%s gets the login of %s', (text, key) => {
  expect(match(text, key)).toEqual({ matching: [key], passedOver: [] });
});

test.each([
  ['reg.test:5000/a', 'reg.test', 'port'],
  ['reg.test/a', 'reg.test:443', 'port'],
  ['reg.test/a', 'reg.test/b', 'path'],
  ['reg.test/a', 'reg.test/v2', 'path'],
  ['nginx', 'https://index.docker.io/v1', 'path'],
  ['reg.test/a', '*.reg.test', 'wildcard'],
  ['a.b.reg.test/x', '*.reg.test', 'wildcard'],
  ['a.reg.test/x', 'b.reg.test', 'sibling'],
  ['nginx', 'registry-1.docker.io', 'sibling'],
  ['a.acme.co.uk/x', 'b.other.co.uk', 'foreign'],
  ['a.acme.co.uk/x', 'b.acme.co.uk', 'sibling'],
  ['reg.test/a', 'quay.test', 'foreign'],
  ['10.0.0.1/a', '11.0.0.1', 'foreign'],
  ['reg.test/a', 'reg.test:port', 'foreign'],
  ['Reg.test/a', 'reg.test', 'sibling'],
])('%s does not get the login of %s: %s', (text, key, why) => {
  expect(match(text, key)).toEqual({ matching: [], passedOver: [[key, why]] });
});

test('an IPv6 address without a port never matches: its brackets are read as a pattern', () => {
  expect(match('[fd00::7]/a', '[fd00::7]').matching).toEqual([]);
});

test('longer paths come first, equal keys in the order of the secrets, and every match is tried', () => {
  const given = ['reg.test', 'reg.test/team/app', 'https://reg.test', 'reg.test/team', 'quay.test'];
  expect(match('reg.test/team/app', ...given)).toEqual({
    matching: ['reg.test/team/app', 'reg.test/team', 'reg.test', 'https://reg.test'],
    passedOver: [['quay.test', 'foreign']],
  });
});

test('the legacy key of Docker Hub is used only when no other key matches', () => {
  expect(match('nginx', 'index.docker.io/v1/', 'docker.io').matching).toEqual(['docker.io']);
});

test('the host of a key, where it names one', () => {
  expect(keyHost('https://reg.test:5000/v1/')).toBe('reg.test');
  expect(keyHost('*.reg.test')).toBeNull();
  expect(keyHost('reg.test:port')).toBeNull();
});

test('every entry is either matching or passed over, and its own host always matches', () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,5}$/);
  const host = fc.array(label, { minLength: 2, maxLength: 3 }).map((labels) => labels.join('.'));
  const key = fc.oneof(host, fc.string(), fc.webUrl());
  fc.assert(
    fc.property(host, fc.array(key, { maxLength: 6 }), (own, keys) => {
      fc.pre(own !== 'docker.io');
      const { matching, passedOver } = match(`${own}/app`, own, ...keys);
      expect(matching).toContain(own);
      expect(matching.length + passedOver.length).toBe(keys.length + 1);
    }),
  );
});
