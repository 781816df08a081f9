import { expect, test } from 'vitest';
import { createAsking } from '../../src/engine/asking.ts';
import { authMode } from '../../src/probes/auth-mode.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type StubAnswer, startStub } from '../setup/registry-lab/stub.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

async function ask(info: StubAnswer, { service = 'harbor-registry', op = 'login' as 'login' | 'push' } = {}) {
  const stub = await startStub(({ url }, origin) => {
    if (url === '/api/v2.0/systeminfo') return info;
    const challenge = `Bearer realm="${origin}/token",service="${service}"`;
    return { status: 401, headers: { 'www-authenticate': challenge } };
  });
  const image = `127.0.0.1:${stub.port}/a/b`;
  const { network, close } = askProbes(stubConfig(stub.port), { image });
  const answer = await createAsking({ pull: { image, op }, cluster: null, network }).ask(authMode);
  await close();
  await stub.stop();
  return answer;
}

const says = (body: object): StubAnswer => ({ status: 200, body: JSON.stringify(body) });

test('a registry that calls itself Harbor tells where it looks people up', async () => {
  expect(await ask(says({ auth_mode: 'oidc_auth', oidc_provider_name: 'Acme SSO' }))).toMatchObject({
    fact: { mode: 'oidc_auth', provider: 'Acme SSO' },
  });
  expect(await ask(says({ auth_mode: 'db_auth', oidc_provider_name: '' }))).toMatchObject({
    fact: { mode: 'db_auth', provider: null },
  });
});

test('nothing is asked of another registry or for a push, and no other answer is taken for one', async () => {
  const good = says({ auth_mode: 'db_auth' });
  const answers = [
    await ask(good, { service: 'other' }),
    await ask(good, { op: 'push' }),
    await ask({ status: 404 }),
    await ask({ status: 200, body: '<html>' }),
  ];
  expect(answers.map(({ state }) => state)).toEqual(Array(4).fill('unreached'));
});
