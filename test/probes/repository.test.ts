import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../../src/probes/repository.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { OWN_LOGIN, stubConfig } from '../setup/registry-lab/stub-config.ts';
import { askLiterally, SILENCE, said } from './literal-network.ts';

describeWith('docker-registry', 'a real open registry', (path) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(path);
    for (const tag of ['1.0', '1.1', 'latest']) await lab.push({ repository: 'shop/cart', tag });
  });
  afterAll(() => lab.stop());

  async function ask(rest: string) {
    const asking = askProbes(lab.config(), { image: `${lab.domain}/${rest}` });
    const answer = await asking.ask(repository);
    await asking.close();
    return answer;
  }

  test('a repository that is not there is absent, and the nearest are named', async () => {
    expect(await ask('shop/carts:1.0')).toMatchObject({
      fact: {
        state: 'absent',
        who: { kind: 'anonymous' },
        says: expect.stringContaining('404 Not Found: NAME_UNKNOWN'),
        project: 'unknown',
        nearest: ['shop/cart'],
      },
    });
  });

  test('a repository without the tag lists the tags it has', async () => {
    const answer = await ask('shop/cart:2');
    expect(answer).toMatchObject({ fact: { state: 'exists', complete: true, says: '200 OK: 3 tags' } });
    if (answer.state !== 'known' || answer.fact.state !== 'exists') throw new Error('not there');
    expect(answer.fact.tags.toSorted()).toEqual(['1.0', '1.1', 'latest']);
  });

  test('where the manifest was had, nobody asks', async () => {
    expect(await ask('shop/cart:1.0')).toEqual({ state: 'unreached', after: 'manifest' });
  });
});

describeWith('docker-registry', 'a real registry with tokens', (path) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(path, { auth: 'token', users: { ci: { password: 'good', pulls: ['shop/cart'] } } });
    await lab.push({ repository: 'shop/cart', tag: '1' });
  });
  afterAll(() => lab.stop());

  async function ask(rest: string, change = {}) {
    const secrets = { ci: { [lab.domain]: { username: 'ci', password: 'good' } } };
    const asking = askProbes(lab.config(change), { image: `${lab.domain}/${rest}`, secrets });
    const fact = await asking.fact(repository);
    await asking.close();
    return fact;
  }

  test('everyone is refused: nobody can tell', async () => {
    expect(await ask('shop/secret:1')).toEqual({
      state: 'hidden',
      says: '401 Unauthorized: UNAUTHORIZED: authentication required',
    });
  });

  test('whoever may pull sees the tags', async () => {
    expect(await ask('shop/cart:2')).toMatchObject({
      state: 'exists',
      who: { kind: 'credential', username: 'ci' },
      tags: ['1'],
    });
  });

  test('our own login sees what the pod’s cannot', async () => {
    const login = { username: 'lab-pusher', passwordEnv: 'PUSHER_PASSWORD' };
    expect(await ask('shop/secret:1', { registry: { login } })).toMatchObject({
      state: 'absent',
      who: { kind: 'own' },
    });
  });
});

/** A Harbor: basic challenge at `/v2/`, refusals for all of `/v2/`, and its API. */
async function harbor(api: (request: StubRequest) => StubAnswer | undefined, image = 'shoop/cart:1') {
  const stub = await startStub((request) =>
    request.url.startsWith('/v2/')
      ? request.url === '/v2/' && request.headers.authorization
        ? { status: 200, body: '{}' }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="harbor"' } }
      : api(request),
  );
  const config = stubConfig(stub.port, { kind: 'harbor', login: OWN_LOGIN });
  const asking = askProbes(config, { image: `127.0.0.1:${stub.port}/${image}` });
  const fact = await asking.fact(repository);
  await asking.close();
  await stub.stop();
  return fact;
}

test('Harbor: a project that does not exist is told by its API alone', async () => {
  const projects = JSON.stringify([{ name: 'shop' }, { name: 'library' }]);
  const fact = await harbor(({ url }) =>
    url.startsWith('/api/v2.0/projects?page_size') ? { status: 200, body: projects } : undefined,
  );
  expect(fact).toMatchObject({
    state: 'absent',
    who: { kind: 'own', username: 'medic' },
    project: 'absent',
    nearest: ['shop/cart'],
  });
});

test('Harbor: in a project that exists the refusal stays a refusal', async () => {
  expect(await harbor(() => ({ status: 200, body: '[]' }), 'shop/cart:1')).toMatchObject({ state: 'hidden' });
});

test('Harbor: a missing repository of an existing project names its neighbours', async () => {
  const stub = await startStub(({ url }) => {
    if (url === '/v2/') return { status: 200, body: '{}' };
    if (url.startsWith('/api/v2.0/projects/shop/repositories'))
      return { status: 200, body: JSON.stringify([{ name: 'shop/cart' }, { name: 'shop/unlike' }]) };
    return url.startsWith('/api/v2.0/projects?') ? { status: 200 } : { status: 404 };
  });
  const config = stubConfig(stub.port, { kind: 'harbor', login: OWN_LOGIN });
  const asking = askProbes(config, { image: `127.0.0.1:${stub.port}/shop/crat:1` });
  expect(await asking.fact(repository)).toMatchObject({
    state: 'absent',
    project: 'exists',
    nearest: ['shop/cart'],
  });
  await asking.close();
  await stub.stop();
});

test('tags come page by page, at most ten thousand', async () => {
  const page = (from: number) =>
    JSON.stringify({ tags: Array.from({ length: 4000 }, (_, at) => `t${from + at}`) });
  const stub = await startStub(({ url }) => {
    if (url === '/v2/') return { status: 200, body: '{}' };
    if (!url.includes('/tags/list')) return { status: 404 };
    const from = Number(new URL(url, 'http://x').searchParams.get('last') ?? 0);
    const link = `</v2/shop/cart/tags/list?n=4000&last=${from + 4000}>; rel="next"`;
    return { status: 200, headers: { link }, body: page(from) };
  });
  const asking = askProbes(stubConfig(stub.port), { image: `127.0.0.1:${stub.port}/shop/cart:x` });
  const fact = await asking.fact(repository);
  expect(fact).toMatchObject({ state: 'exists', complete: false });
  if (fact.state === 'exists') expect(fact.tags).toHaveLength(10_000);
  await asking.close();
  await stub.stop();
});

test('a list of tags that never comes is asked for once, whoever may ask, and not for long', async () => {
  const { asking, asked } = askLiterally(
    ({ url }) =>
      url.includes('/tags/list') ? SILENCE : said(401, '', { 'www-authenticate': 'Basic realm="x"' }),
    true,
  );
  expect(await asking.ask(repository)).toMatchObject({
    fact: { state: 'hidden', says: expect.stringContaining('did not answer') },
  });
  const lists = asked.filter(({ url }) => url.includes('/tags/list'));
  expect(lists).toMatchObject([{ timeoutMs: 4_000 }]);
});
