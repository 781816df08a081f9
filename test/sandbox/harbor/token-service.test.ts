import { expect, test } from 'vitest';
import { ask, basic, json } from '../registry/ask.ts';
import { acmeHarbor } from './acme.ts';

const harbor = acmeHarbor();
const TOKEN = '/service/token?service=harbor-registry';
const CART = `${TOKEN}&scope=repository:shop/cart:pull`;

async function actions(url: string, login?: Record<string, string>): Promise<unknown> {
  const said = await ask(harbor.handle, url, login ? { headers: login } : {});
  expect(said.status).toBe(200);
  const { token, access_token, expires_in } = json(said) as Record<string, string>;
  expect([access_token, expires_in]).toEqual(['', 1800]);
  const claims = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
  return claims.access.map((one: { actions: string[] }) => one.actions);
}

test('without a scope only a good login gets a token: the credential test', async () => {
  expect((await ask(harbor.handle, TOKEN)).status).toBe(401);
  expect((await ask(harbor.handle, TOKEN, { headers: basic('robot$shop+ci', 'wrong') })).status).toBe(401);
  expect(await actions(TOKEN, basic('robot$shop+ci', 'ci-secret'))).toEqual([]);
  expect(await actions(TOKEN, basic('ada', 'ada-password'))).toEqual([]);
});

test('with a scope everyone gets a token, and its actions tell', async () => {
  expect(await actions(CART, basic('robot$shop+ci', 'ci-secret'))).toEqual([['pull']]);
  expect(await actions(CART, basic('ada', 'ada-password'))).toEqual([['pull']]);
  expect(await actions(CART, basic('robot$shop+ci', 'wrong'))).toEqual([[]]);
  expect(await actions(CART, basic('eve', 'eve-password'))).toEqual([[]]);
  expect(await actions(CART)).toEqual([[]]);
  expect(await actions(`${TOKEN}&scope=repository:library/alpine:pull,push`)).toEqual([['pull']]);
  expect(await actions(`${TOKEN}&scope=repository:nowhere/app:pull`, basic('ada', 'ada-password'))).toEqual([
    [],
  ]);
});

test('an expired and a disabled robot are nobody', async () => {
  const robot = harbor.addRobot({
    name: 'shop+old',
    secret: 's',
    permissions: [
      { kind: 'project', namespace: 'shop', access: [{ resource: 'repository', action: 'pull' }] },
    ],
    expiresAt: new Date(Date.now() - 1000),
  });
  const login = basic(robot.name, 's');
  expect((await ask(harbor.handle, TOKEN, { headers: login })).status).toBe(401);
  expect(await actions(CART, login)).toEqual([[]]);
  robot.expiresAt = -1;
  expect(await actions(CART, login)).toEqual([['pull']]);
  robot.disable = true;
  expect(await actions(CART, login)).toEqual([[]]);
});

test('an unknown service is 400, a POST 405', async () => {
  const unknown = await ask(harbor.handle, '/service/token?service=other', {
    headers: basic('ada', 'ada-password'),
  });
  expect([unknown.status, unknown.body]).toEqual([400, 'Unable to handle service: other']);
  expect((await ask(harbor.handle, TOKEN, { method: 'POST' })).status).toBe(405);
});
