import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorization } from '../../src/probes/authorization.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes, type PullSetting } from '../setup/registry-lab/ask-probes.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { LAB_PASSWORD } from '../setup/registry-lab/registry-settings.ts';
import { type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { OWN_LOGIN, stubConfig } from '../setup/registry-lab/stub-config.ts';

describeWith('docker-registry', 'a real registry with tokens', (path) => {
  let lab: Lab;
  let harborish: Lab;
  beforeAll(async () => {
    const options = {
      auth: 'token',
      users: { ci: { password: 'good', pulls: ['shop/cart'] }, guest: { password: 'good', pulls: [] } },
      open: ['public/web'],
    } as const;
    [lab, harborish] = await Promise.all([
      startLab(path, options),
      startLab(path, { ...options, harborish: true }),
    ]);
  });
  afterAll(() => Promise.all([lab.stop(), harborish.stop()]));

  async function ask(at: Lab, repository: string, logins: Record<string, string> | null, change = {}) {
    const secrets = Object.fromEntries(
      Object.entries(logins ?? {}).map(([username, password]) => [
        username,
        { [at.domain]: { username, password } },
      ]),
    );
    const setting: PullSetting = {
      image: `${at.domain}/${repository}:1`,
      ...(logins ? { secrets } : {}),
    };
    const asking = askProbes(at.config(change), setting);
    const fact = await asking.fact(authorization);
    await asking.close();
    expect(JSON.stringify(fact)).not.toMatch(/eyJ/);
    return fact.asked.map(({ who, ended, status, actions }) => [
      who.kind === 'anonymous' ? 'nobody' : who.username,
      ended,
      status,
      actions,
    ]);
  }

  test('each identity is told apart: good, wrong password, good without the right, nobody', async () => {
    expect(await ask(lab, 'shop/cart', { ci: 'good', guest: 'good', gone: 'x' })).toEqual([
      ['ci', 'granted', 200, ['pull']],
      ['guest', 'not-granted', 200, []],
      ['gone', 'login-refused', 401, null],
      ['nobody', 'login-needed', 200, []],
    ]);
  });

  test('what is open is granted to nobody as well', async () => {
    expect(await ask(lab, 'public/web', null)).toEqual([['nobody', 'granted', 200, ['pull']]]);
  });

  test('Harbor answers 200 to a bad login with a scope: the login is refused all the same', async () => {
    expect(await ask(harborish, 'shop/cart', { ci: 'wrong' })).toEqual([
      ['ci', 'login-refused', 401, []],
      ['nobody', 'login-needed', 200, []],
    ]);
  });

  test('Harbor lets a bad login pull what is public', async () => {
    expect(await ask(harborish, 'public/web', { ci: 'wrong' })).toMatchObject([
      ['ci', 'granted', 200, ['pull']],
      ['nobody', 'granted', 200, ['pull']],
    ]);
  });

  test('our own login is asked last', async () => {
    const login = { username: 'lab-pusher', passwordEnv: 'PUSHER_PASSWORD' };
    expect(await ask(lab, 'shop/cart', {}, { registry: { login } })).toEqual([
      ['nobody', 'login-needed', 200, []],
      ['lab-pusher', 'granted', 200, ['pull']],
    ]);
  });

  test.each([
    [429, 'rate-limited'],
    [503, 'unavailable'],
    [400, 'failed'],
  ])('a token service that answers %i is not a refused login', async (status, ended) => {
    lab.tokens?.fail(status);
    try {
      expect(await ask(lab, 'shop/cart', { ci: 'good' })).toEqual([
        ['ci', ended, status, null],
        ['nobody', ended, status, null],
      ]);
    } finally {
      lab.tokens?.fail(null);
    }
  });

  test('a token service that cannot be reached is a failure of its own', async () => {
    lab.dns.remove('auth.acme.test');
    try {
      const asking = askProbes(lab.config(), { image: `${lab.domain}/shop/cart` });
      expect(await asking.fact(authorization)).toMatchObject({
        asked: [
          {
            ended: 'failed',
            status: null,
            says: expect.stringContaining('no such host'),
            by: expect.stringContaining('token service auth.acme.test'),
          },
        ],
      });
      await asking.close();
    } finally {
      lab.dns.set('auth.acme.test', ['127.0.0.1']);
    }
  });
});

describeWith('docker-registry', 'a real registry with htpasswd', (path) => {
  test('a good and a bad login', async () => {
    const lab = await startLab(path, { auth: 'htpasswd' });
    const secrets = {
      good: { [lab.domain]: { username: 'robot$shop+ci', password: LAB_PASSWORD } },
      bad: { [`${lab.domain}/shop`]: { username: 'ci', password: 'wrong' } },
    };
    const asking = askProbes(lab.config(), { image: `${lab.domain}/shop/cart`, secrets });
    expect(await asking.fact(authorization)).toMatchObject({
      scheme: 'basic',
      asked: [
        {
          who: { username: 'ci' },
          ended: 'login-refused',
          status: 401,
          code: 'UNAUTHORIZED',
          by: 'registry',
        },
        { who: { username: 'robot$shop+ci' }, ended: 'granted' },
        { who: { kind: 'anonymous' }, ended: 'login-needed', status: 401 },
      ],
    });
    await asking.close();
    await lab.stop();
  });

  test('an open registry asks for nothing', async () => {
    const lab = await startLab(path);
    const asking = askProbes(lab.config(), { image: `${lab.domain}/shop/cart` });
    expect(await asking.fact(authorization)).toMatchObject({
      scheme: 'none',
      asked: [{ who: { kind: 'anonymous' }, ended: 'granted' }],
    });
    await asking.close();
    await lab.stop();
  });
});

/** A registry that sends its clients to a realm of the test's choice. */
async function withRealm(
  realm: (origin: string) => string,
  registry: object,
  token: (request: StubRequest) => string,
) {
  const stub = await startStub((request, origin) =>
    request.url === '/v2/'
      ? {
          status: 401,
          headers: { 'www-authenticate': `Bearer realm="${realm(origin)}",service="s"` },
        }
      : { status: 200, body: token(request) },
  );
  const asking = askProbes(stubConfig(stub.port, registry), { image: `127.0.0.1:${stub.port}/shop/cart` });
  const fact = await asking.fact(authorization);
  await asking.close();
  await stub.stop();
  return { fact, asked: stub.asked };
}

test('an opaque token is taken as granted; access_token serves where token is empty', async () => {
  const answer = () => '{"token":"","access_token":"opaque"}';
  const { fact } = await withRealm((origin) => `${origin}/token`, {}, answer);
  expect(fact.asked).toMatchObject([{ ended: 'granted', actions: null }]);
});

test('a 200 without a token is a failure', async () => {
  const { fact } = await withRealm(
    (origin) => `${origin}/token`,
    {},
    () => '{}',
  );
  expect(fact.asked).toMatchObject([{ ended: 'failed', says: '200 OK, without a token in the answer' }]);
});

test('a realm that is no address is the registry’s fault, and nothing is sent', async () => {
  const { fact, asked } = await withRealm(
    () => 'token',
    { login: OWN_LOGIN },
    () => '{}',
  );
  expect(fact.asked).toMatchObject([{ ended: 'failed', by: 'registry' }, { ended: 'failed' }]);
  expect(asked.map(({ url }) => url)).toEqual(['/v2/']);
});

test('a metadata address as realm is not asked', async () => {
  const { fact } = await withRealm(
    () => 'http://169.254.169.254/latest',
    {},
    () => '{}',
  );
  expect(fact.asked).toMatchObject([{ ended: 'failed', says: expect.stringContaining('link-local') }]);
});

test('a login does not go to a plain realm of a registry that speaks TLS', async () => {
  const realm = () => 'http://auth.acme.test/token';
  const { fact } = await withRealm(realm, { plainHttp: false, login: OWN_LOGIN }, () => '{}');
  expect(fact.asked.find(({ who }) => who.kind === 'own')).toMatchObject({
    ended: 'failed',
    says: 'a login is not sent to http://auth.acme.test, which is plain HTTP',
  });
});
