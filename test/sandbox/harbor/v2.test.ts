import { expect, test } from 'vitest';
import { ACCEPT_ALL, ask, basic, error, json } from '../registry/ask.ts';
import { acmeHarbor, EXTERNAL } from './acme.ts';

const harbor = acmeHarbor();
const accept = { accept: ACCEPT_ALL };

async function bearer(scope: string, login: Record<string, string> = {}): Promise<Record<string, string>> {
  const said = await ask(harbor.handle, `/service/token?service=harbor-registry&scope=${scope}`, {
    headers: login,
  });
  return { authorization: `Bearer ${(json(said) as { token: string }).token}`, ...accept };
}

test('the challenge leads to the token service of the external URL', async () => {
  const said = await ask(harbor.handle, '/v2/');
  expect(said.status).toBe(401);
  expect(said.headers?.['www-authenticate']).toBe(
    `Bearer realm="${EXTERNAL}/service/token",service="harbor-registry"`,
  );
  expect(said.headers?.['docker-distribution-api-version']).toBe('registry/2.0');
});

test('after a login was sent the challenge is Basic', async () => {
  const said = await ask(harbor.handle, '/v2/shop/cart/manifests/1.8.1', { headers: basic('eve', 'wrong') });
  expect(said.headers?.['www-authenticate']).toBe('Basic realm="harbor"');
});

test('a token with pull opens the manifest, one without is 401 again', async () => {
  const scope = 'repository:shop/cart:pull';
  const path = '/v2/shop/cart/manifests/1.8.1';
  expect(
    (await ask(harbor.handle, path, { headers: await bearer(scope, basic('robot$shop+ci', 'ci-secret')) }))
      .status,
  ).toBe(200);
  const none = await ask(harbor.handle, path, { headers: await bearer(scope) });
  expect(error(none)).toMatchObject({
    status: 401,
    code: 'UNAUTHORIZED',
    message: expect.stringContaining('unauthorized to access repository: shop/cart, action: pull'),
  });
});

test('a missing artifact and a missing repository are NOT_FOUND in core’s words', async () => {
  const cart = await bearer('repository:shop/cart:pull', basic('ada', 'ada-password'));
  expect(error(await ask(harbor.handle, '/v2/shop/cart/manifests/1.8.2', { headers: cart }))).toEqual({
    status: 404,
    code: 'NOT_FOUND',
    message: 'artifact shop/cart:1.8.2 not found',
  });
  const none = await bearer('repository:shop/chart:pull', basic('ada', 'ada-password'));
  expect(error(await ask(harbor.handle, '/v2/shop/chart/tags/list', { headers: none }))).toMatchObject({
    status: 404,
    message: 'repository shop/chart not found',
  });
});

test('public projects are open to an anonymous token', async () => {
  const headers = await bearer('repository:library/alpine:pull');
  expect((await ask(harbor.handle, '/v2/library/alpine/manifests/3.22', { headers })).status).toBe(200);
});

test('the catalogue is for administrators with Basic only', async () => {
  const admin = await ask(harbor.handle, '/v2/_catalog', { headers: basic('admin', 'admin-password') });
  expect(json(admin)).toEqual({ repositories: ['library/alpine', 'shop/cart', 'shop/teams/api'] });
  expect((await ask(harbor.handle, '/v2/_catalog', { headers: basic('ada', 'ada-password') })).status).toBe(
    401,
  );
});

test('a policy refuses the manifest with 412', async () => {
  const blocked = acmeHarbor();
  blocked.state.blocked.set(
    'library/alpine',
    'current image with 3 vulnerabilities cannot be pulled due to configured policy',
  );
  const said = await ask(blocked.handle, '/v2/library/alpine/manifests/3.22', {
    headers: { ...accept, ...basic('ada', 'ada-password') },
  });
  expect(error(said)).toMatchObject({ status: 412, code: 'PROJECTPOLICYVIOLATION' });
});
