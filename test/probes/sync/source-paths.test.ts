import { expect, test } from 'vitest';
import { createAsking } from '../../../src/engine/asking.ts';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import type { NetworkAsker } from '../../../src/engine/registry.ts';
import type { Pull } from '../../../src/engine/subject.ts';
import { controllerLevel } from '../../../src/probes/sync/controller-level.ts';
import { sourcePaths } from '../../../src/probes/sync/source-paths.ts';
import { IMAGE_SYNC } from '../../checks/image-sync-facts.ts';
import { serving } from '../installation/at-installation.ts';
import { found, literalCluster } from '../literal-cluster.ts';
import { said } from '../literal-network.ts';

const secret = (name: string, domain: string, verify: string): KubeObject => ({
  metadata: { name, namespace: 'production', annotations: { 'theriseunion.io/verify-status': verify } },
  spec: { domain },
});
const { sync: _, ...controller } = IMAGE_SYNC;
const DEPLOYMENT: KubeObject = {
  metadata: { name: 'image-controller', namespace: 'edge-system' },
  spec: { template: { spec: { containers: [{ env: [{ name: 'LOG_LEVEL', value: 'info' }] }] } } },
};

function asking(pull: Pull, ...registrysecrets: readonly KubeObject[]) {
  const asked: string[] = [];
  const network: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'other', plainHttp: true, hasLogin: false }),
    ownLogin: () => null,
    lookup: async (host) => {
      asked.push(host);
      return host.startsWith('gone')
        ? { ended: 'failed', code: 'ENOTFOUND', says: 'no such host' }
        : { ended: 'found', addresses: ['10.0.0.5'] };
    },
    resolver: 'x',
    dial: async () => ({ ended: 'open' }),
    handshake: async () => ({ ended: 'failed', says: 'not asked' }),
    http: async ({ url }) => (url.endsWith('/v2/') ? said(200, '{}') : said(404)),
  };
  const cluster = literalCluster({
    groups: found(['', 'image.theriseunion.io']),
    ...serving({ registrysecrets, repositories: [], deployments: [DEPLOYMENT] }),
  });
  return { ...createAsking({ pull, cluster, network }), asked };
}

test('of the whole controller only sources that failed, each step by step', async () => {
  const of = asking(
    controller,
    secret('well', 'well.acme.test', 'Success'),
    secret('gone', 'gone.acme.test', 'Failed'),
    secret('login', 'login.acme.test', '连接失败'),
    // A fault of its own, told by itself.
    secret('written', 'https://harbor.acme.test/v2/', 'Failed'),
  );
  expect(await of.ask(sourcePaths)).toMatchObject({
    fact: [
      { source: { name: 'gone' }, path: { broken: { id: 'dns', blames: 'domain' } } },
      { source: { name: 'login' }, path: { broken: null } },
    ],
  });
  expect(of.asked).toEqual(['gone.acme.test', 'login.acme.test']);
});

test('near miss: nothing failed, nobody is asked', async () => {
  const of = asking(controller, secret('well', 'well.acme.test', 'Success'));
  expect(await of.ask(sourcePaths)).toMatchObject({ fact: [] });
  expect(of.asked).toEqual([]);
});

test('how much the controller logs', async () => {
  expect(await asking(controller).ask(controllerLevel)).toMatchObject({
    fact: { deployment: 'image-controller', level: 'info' },
  });
});
