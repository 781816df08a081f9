import { expect, test } from 'vitest';
import { secretReaders } from '../../src/probes/secret-readers.ts';
import { askingOf, ended, found, literalCluster, madePod } from './literal-cluster.ts';

const secret = (username: string) => ({
  name: 'regcred',
  type: 'kubernetes.io/dockerconfigjson',
  createdAt: '2026-01-01T00:00:00Z',
  data: {
    '.dockerconfigjson': Buffer.from(
      JSON.stringify({ auths: { 'registry.acme.test': { username, password: 'a-password' } } }),
    ).toString('base64'),
  },
});
const cluster = (username: string, parts: Parameters<typeof literalCluster>[0] = {}) =>
  literalCluster({
    pod: found(madePod('cart-0', { imagePullSecrets: ['regcred'] })),
    secret: found(secret(username)),
    serviceAccount: found({ name: 'default', imagePullSecrets: [] }),
    objects: found([]),
    ...parts,
  });

test('an administrator’s login: nobody else may read it', async () => {
  expect(await askingOf(cluster('admin')).ask(secretReaders)).toMatchObject({
    fact: { secret: 'regcred', username: 'admin', readers: [] },
  });
});

test('near miss: a robot’s login is not worth the question', async () => {
  expect(await askingOf(cluster('robot$shop+pull')).ask(secretReaders)).toMatchObject({ state: 'unreached' });
});

test('roles that may not be read', async () => {
  const blind = cluster('admin', { objects: ended('forbidden', 'roles is forbidden') });
  expect(await askingOf(blind).ask(secretReaders)).toMatchObject({
    state: 'unknown',
    why: 'roles is forbidden',
  });
});
