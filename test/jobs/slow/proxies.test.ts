import { expect, test } from 'vitest';
import { FileConfig } from '../../../src/config.ts';
import { parseReference } from '../../../src/engine/reference.ts';
import type { HttpEnding } from '../../../src/engine/registry.ts';
import { proxiesBefore } from '../../../src/jobs/slow/proxies.ts';
import { said } from '../../probes/literal-network.ts';

const { registries } = FileConfig.parse({
  registries: [{ name: 'acme', host: 'harbor.acme.test', kind: 'harbor' }],
});
const PROJECTS = [
  { project_id: 1, name: 'shop', repo_count: 3, metadata: {} },
  { project_id: 2, name: 'hub', repo_count: 9, registry_id: 7, metadata: {} },
  { project_id: 3, name: 'quay', repo_count: 9, registry_id: 8, metadata: {} },
];
const ENDPOINTS = [
  { id: 7, name: 'hub', type: 'docker-hub', url: 'https://hub.docker.com', insecure: false },
  { id: 8, name: 'quay', type: 'docker-registry', url: 'https://quay.io', insecure: false },
];

function ask(image: string, answers: Readonly<Record<string, HttpEnding>> = {}, own = true) {
  const list = (body: object[]): HttpEnding =>
    said(200, JSON.stringify(body), {
      'content-type': 'application/json',
      'x-total-count': `${body.length}`,
    });
  const known: Readonly<Record<string, HttpEnding>> = {
    '/api/v2.0/projects': list(PROJECTS),
    '/api/v2.0/registries': list(ENDPOINTS),
    '/api/v2.0/ping': said(200, 'Pong'),
    '/api/version': said(200, '{"version":"v2.0"}'),
    ...answers,
  };
  const network = {
    settings: ({ host }: { host: string }) => ({ host, kind: 'harbor', plainHttp: false, hasLogin: own }),
    ownLogin: () => (own ? { username: 'medic', password: 'own-secret' } : null),
    http: async ({ url }: { url: string }) => known[new URL(url).pathname] ?? said(404),
    with: () => network,
  };
  const parsed = parseReference(image);
  if (parsed.state !== 'valid') throw new Error(image);
  // Only these are asked of it.
  return proxiesBefore(parsed.ref, { registries, network: network as never });
}

test.each([
  ['nginx:1.27', 'harbor.acme.test/hub/library/nginx:1.27'],
  ['quay.io/acme/etl:5', 'harbor.acme.test/quay/acme/etl:5'],
])('%s through its proxy project', async (image, through) => {
  expect(await ask(image)).toMatchObject({ asked: 1, found: [{ image: through }], couldNotLook: [] });
});

test('near miss: no proxy leads to that registry', async () => {
  expect(await ask('ghcr.io/acme/etl:5')).toEqual({ asked: 1, found: [], couldNotLook: [] });
});

test('a Harbor that does not tell is a blind spot, not a no', async () => {
  const proxies = await ask('nginx', { '/api/v2.0/registries': said(403) });
  expect(proxies).toMatchObject({ asked: 0, found: [], couldNotLook: [{ probe: 'proxy projects of acme' }] });
});

test('without a login nobody is asked, nor is the registry of the image itself', async () => {
  expect(await ask('nginx', {}, false)).toEqual({ asked: 0, found: [], couldNotLook: [] });
  expect(await ask('harbor.acme.test/shop/cart:1')).toEqual({ asked: 0, found: [], couldNotLook: [] });
});
