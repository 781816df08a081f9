import { expect, test } from 'vitest';
import { challenge } from '../../src/probes/challenge.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { startLab } from '../setup/registry-lab/lab.ts';
import { startNginx } from '../setup/registry-lab/nginx.ts';
import { type StubAnswer, startStub } from '../setup/registry-lab/stub.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

describeWith('docker-registry', 'a real registry', (path) => {
  test.each([
    ['none', { scheme: 'none', realm: null, registry: true, ending: { status: 200 } }],
    ['htpasswd', { scheme: 'basic', realm: 'Acme', registry: true, ending: { status: 401 } }],
    ['token', { scheme: 'bearer', service: 'acme-registry', registry: true, ending: { status: 401 } }],
  ] as const)('with %s', async (auth, wanted) => {
    const lab = await startLab(path, { auth });
    const asking = askProbes(lab.config(), { image: `${lab.domain}/shop/cart` });
    expect(await asking.fact(challenge)).toMatchObject({ url: `https://${lab.domain}/v2/`, ...wanted });
    await asking.close();
    await lab.stop();
  });
});

describeWith('nginx', 'a real nginx in front', (path) => {
  test.each([
    ['location / { return 503; }', { registry: true, ending: { status: 503 } }],
    [
      'location / { limit_req zone=all; return 429; } add_header Retry-After 60 always;',
      { ending: { status: 429 } },
    ],
    [
      'location / { default_type text/html; return 200 "<html>portal</html>"; }',
      { registry: false, scheme: 'none' },
    ],
    [
      'location / { return 302 https://sso.acme.test/login; }',
      { registry: false, scheme: 'unknown', ending: { status: 302 } },
    ],
    ['location / { return 404; }', { registry: false, scheme: 'unknown', ending: { status: 404 } }],
  ])('%s', async (server, wanted) => {
    const nginx = await startNginx(path, { server, http: 'limit_req_zone $host zone=all:1m rate=100r/s;' });
    const asking = askProbes(stubConfig(nginx.port), { image: `127.0.0.1:${nginx.port}/shop/cart` });
    expect(await asking.fact(challenge)).toMatchObject(wanted);
    await asking.close();
    await nginx.stop();
  });
});

async function against(answer: StubAnswer) {
  const stub = await startStub(({ url }) => (url === '/v2/' ? answer : { status: 200, body: '{}' }));
  const asking = askProbes(stubConfig(stub.port), { image: `127.0.0.1:${stub.port}/shop/cart` });
  const fact = await asking.fact(challenge);
  await asking.close();
  await stub.stop();
  return fact;
}

test('of two challenges the Bearer one is answered, as containerd does', async () => {
  const headers = {
    'www-authenticate': ['Basic realm="files"', 'Bearer realm="https://auth.acme.test/t",service="s"'],
  };
  expect(await against({ status: 401, headers })).toMatchObject({
    scheme: 'bearer',
    realm: 'https://auth.acme.test/t',
    service: 's',
  });
});

test('a 404 with the API header is a registry, one without is none', async () => {
  const headers = { 'docker-distribution-api-version': 'registry/2.0' };
  expect(await against({ status: 404, headers })).toMatchObject({ registry: true });
  expect(await against({ status: 404 })).toMatchObject({ registry: false });
});

test('a redirect on the same host is followed', async () => {
  expect(await against({ status: 301, headers: { location: '/v2/x/' } })).toMatchObject({
    scheme: 'none',
    ending: { status: 200 },
  });
});

test('a server that hangs up is an ending, not an unknown', async () => {
  const stub = await startStub(() => ({ status: 200 }));
  const asking = askProbes(stubConfig(stub.port), { image: `127.0.0.1:${stub.port}/cart` });
  await stub.stop();
  expect(await asking.ask(challenge)).toEqual({ state: 'unreached', after: 'tcp' });
  await asking.close();
});
