import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDockerConfig } from '../../src/engine/docker-config.ts';

const JSON_TYPE = 'kubernetes.io/dockerconfigjson';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (config: unknown): Record<string, string> => ({
  '.dockerconfigjson': base64(JSON.stringify(config)),
});

function entries(auths: unknown) {
  const read = readDockerConfig(JSON_TYPE, secret({ auths }));
  if ('malformed' in read) throw new Error(read.malformed);
  return read.entries;
}

test('auth and username/password give the same login, and auth wins', () => {
  expect(
    entries({
      'a.test': { auth: base64('ci:s3:cret') },
      'b.test': { username: 'ci', password: 'p' },
      'c.test': { auth: base64('ci:new'), username: 'other', password: 'old' },
      'd.test': { auth: base64('ci:nopad').replace(/=+$/, '') },
    }),
  ).toEqual([
    { key: 'a.test', username: 'ci', login: { username: 'ci', password: 's3:cret' } },
    { key: 'b.test', username: 'ci', login: { username: 'ci', password: 'p' } },
    { key: 'c.test', username: 'ci', login: { username: 'ci', password: 'new' } },
    { key: 'd.test', username: 'ci', login: { username: 'ci', password: 'nopad' } },
  ]);
});

test.each([
  [{ auth: '%%%' }, 'its `auth` is not valid base64'],
  [{ auth: 'YWJj=' }, 'its `auth` is not valid base64'],
  [{ auth: base64('no colon') }, 'its `auth` is not base64 of `user:password`'],
  [{}, 'it has no user name'],
  [null, 'it has no user name'],
  ['text', 'it is not an object'],
  [{ auth: 7 }, 'its `auth` is not a text'],
  [
    { auth: base64('0000:'), identitytoken: 'ey' },
    'it holds only an identity token, which the kubelet does not read',
  ],
])('an entry of %j is unusable', (entry, why) => {
  expect(entries({ 'a.test': entry })[0]).toMatchObject({ login: null, unusable: why });
});

test('an entry with an empty password is a login: the registry refuses it, not the kubelet', () => {
  expect(entries({ 'a.test': { auth: base64('ci:') } })[0]).toEqual({
    key: 'a.test',
    username: 'ci',
    login: { username: 'ci', password: '' },
  });
});

test('dockercfg has no auths object', () => {
  const data = { '.dockercfg': base64(JSON.stringify({ 'a.test': { auth: base64('u:p') } })) };
  expect(readDockerConfig('kubernetes.io/dockercfg', data)).toMatchObject({
    entries: [{ key: 'a.test', username: 'u' }],
  });
});

test.each([
  ['Opaque', secret({ auths: {} }), /its type is `Opaque`/],
  [JSON_TYPE, {}, /no `\.dockerconfigjson`/],
  [JSON_TYPE, { '.dockerconfigjson': '' }, /is empty/],
  [JSON_TYPE, { '.dockerconfigjson': base64('{"auths": {') }, /is not JSON/],
  [JSON_TYPE, { '.dockerconfigjson': base64(base64('{"auths":{}}')) }, /base64-encoded twice/],
  [JSON_TYPE, { '.dockerconfigjson': base64('[]') }, /not a JSON object/],
  [JSON_TYPE, secret({ 'a.test': { auth: 'dTpw' } }), /no `auths` object/],
  [JSON_TYPE, secret({ credHelpers: { 'a.test': 'ecr-login' } }), /credential helper/],
])('a secret of type %s with %j is malformed', (type, data, why) => {
  expect(readDockerConfig(type, data)).toEqual({ malformed: expect.stringMatching(why) });
});

test('no text of a secret ever shows in what is said of it', () => {
  const noise = fc.string({ minLength: 6, unit: fc.constantFrom(...'ZXQJVzxqjv') });
  fc.assert(
    fc.property(noise, fc.string(), (password, broken) => {
      const text = `{"auths":{"a.test":{"password":"${password}"${broken}`;
      const read = readDockerConfig(JSON_TYPE, { '.dockerconfigjson': base64(text) });
      if ('malformed' in read) expect(read.malformed).not.toContain(password);
    }),
  );
});

test('every user name and password survive base64', () => {
  const user = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !name.includes(':'));
  fc.assert(
    fc.property(user, fc.string({ unit: 'grapheme' }), (username, password) => {
      expect(entries({ x: { auth: base64(`${username}:${password}`) } })[0]?.login).toEqual({
        username,
        password,
      });
    }),
  );
});
