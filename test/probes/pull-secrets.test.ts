import { expect, test } from 'vitest';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { Probe } from '../../src/engine/probe.ts';
import { pullSecrets } from '../../src/probes/pull-secrets.ts';
import { askingOf, ended, found, literalCluster, madePod } from './literal-cluster.ts';

const PASSWORD = 'planted-password';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const dockerConfig = (auths: object) => ({ '.dockerconfigjson': base64(JSON.stringify({ auths })) });
const secret =
  (type: string, data: Record<string, string>): ClusterReader['secret'] =>
  (_namespace, name) =>
    Promise.resolve({ ended: 'found', value: { name, type, createdAt: '2026-11-01T00:00:00Z', data } });

function asking(read: ClusterReader['secret'], imagePullSecrets: readonly string[] = ['regcred']) {
  const pod = found(madePod('cart-0', { imagePullSecrets }));
  const serviceAccount = found({ name: 'default', imagePullSecrets: ['regcred', 'added-later'] });
  return askingOf(literalCluster({ pod, secret: read, serviceAccount }));
}

/** Looks into the vault of the same asking. */
const vaultLook: Probe<unknown> = {
  id: 'vault-look',
  asks: () => '',
  ask: async ({ vault }) => vault.login('regcred/registry.acme.test') ?? null,
};

test('the login goes to the vault and nowhere else', async () => {
  const auth = base64(`robot$ci:${PASSWORD}`);
  const all = asking(
    secret('kubernetes.io/dockerconfigjson', dockerConfig({ 'registry.acme.test': { auth }, other: {} })),
  );
  const answer = await all.ask(pullSecrets);
  expect(answer).toMatchObject({
    state: 'known',
    fact: {
      secrets: [
        {
          name: 'regcred',
          state: 'read',
          entries: [
            { key: 'registry.acme.test', username: 'robot$ci', credential: 'regcred/registry.acme.test' },
            { key: 'other', unusable: expect.any(String) },
          ],
        },
      ],
      serviceAccount: { name: 'default', state: 'found', notInPod: ['added-later'] },
    },
  });
  expect(JSON.stringify(answer)).not.toContain(PASSWORD);
  expect(JSON.stringify(answer)).not.toContain(auth);
  expect(await all.ask(vaultLook)).toMatchObject({ fact: { username: 'robot$ci', password: PASSWORD } });
});

test('the legacy type', async () => {
  const data = {
    '.dockercfg': base64(JSON.stringify({ 'registry.acme.test': { username: 'u', password: 'p' } })),
  };
  expect(await asking(secret('kubernetes.io/dockercfg', data)).ask(pullSecrets)).toMatchObject({
    fact: { secrets: [{ state: 'read', entries: [{ username: 'u' }] }] },
  });
});

test.each([
  ['missing', ended('not-found', 'secrets "regcred" not found')],
  ['unreadable', ended('forbidden', 'secrets is forbidden')],
  ['unreadable', ended('unreachable', 'refused')],
  ['wrong-type', secret('Opaque', {})],
  ['malformed', secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64('{') })],
] as const)('a secret that is %s', async (state, read) => {
  const answer = await asking(read).ask(pullSecrets);
  expect(answer).toMatchObject({ state: 'known', fact: { secrets: [{ name: 'regcred', state }] } });
});

test('a secret named twice is read once', async () => {
  const answer = await asking(ended('not-found', 'no'), ['regcred', 'regcred']).ask(pullSecrets);
  expect(answer.state === 'known' && answer.fact.secrets).toHaveLength(1);
});

test('a service account that is gone', async () => {
  const cluster = literalCluster({ pod: found(madePod('cart-0')) });
  expect(await askingOf(cluster).ask(pullSecrets)).toMatchObject({
    fact: { secrets: [], serviceAccount: { state: 'missing', notInPod: [] } },
  });
});
