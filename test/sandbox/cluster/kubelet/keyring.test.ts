import { expect, test } from 'vitest';
import { createKeyring } from '../../../../src/sandbox/cluster/kubelet/keyring.ts';

function found(keys: readonly string[], repository: string): readonly string[] {
  const keyring = createKeyring(keys.map((key) => [key, { username: key, password: 'p' }]));
  return keyring.lookup(repository).map(({ username }) => username);
}

test.each([
  ['reg.io', 'reg.io/team/app', true],
  ['https://reg.io', 'reg.io/team/app', true],
  ['https://reg.io/v2/', 'reg.io/team/app', true],
  ['reg.io/team', 'reg.io/team/app', true],
  ['reg.io/team', 'reg.io/teamx/app', true],
  ['reg.io/other', 'reg.io/team/app', false],
  ['reg.io', 'reg.io:5000/app', false],
  ['reg.io:443', 'reg.io/app', false],
  ['reg.io:5000', 'reg.io:5000/app', true],
  ['*.reg.io', 'eu.reg.io/app', true],
  ['*.reg.io', 'reg.io/app', false],
  ['*.reg.io', 'a.b.reg.io/app', false],
  ['eu*.reg.io', 'eu1.reg.io/app', true],
  ['https://index.docker.io/v1/', 'docker.io/library/nginx', true],
  ['docker.io', 'docker.io/library/nginx', true],
  ['quay.io', 'docker.io/library/nginx', false],
])('%s for %s: %s', (key, repository, fits) => {
  expect(found([key], repository)).toEqual(fits ? [key] : []);
});

test('every login that fits, the longest path first', () => {
  expect(found(['reg.io', 'reg.io/team/app', 'reg.io/team'], 'reg.io/team/app')).toEqual([
    'reg.io/team/app',
    'reg.io/team',
    'reg.io',
  ]);
});
