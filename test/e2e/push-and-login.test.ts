/** Pushes and logins that fail, asked about in the terminal: on real registries, and on Acme's Harbor. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import { type Estate, openEstate } from '../../src/sandbox/world/estate.ts';
import { type WorldFiles, writeFiles } from '../../src/sandbox/world/files.ts';
import { LOGINS } from '../../src/sandbox/world/logins.ts';
import { verdictOf } from '../jobs/outside.ts';
import { CHILD_ENV } from '../setup/child-env.ts';
import { describeWith } from '../setup/part.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

describeWith('docker-registry', 'real registries', (path) => {
  let basic: Lab;
  let tokens: Lab;
  let open: Lab;
  beforeAll(async () => {
    [basic, tokens, open] = await Promise.all([
      startLab(path, { auth: 'htpasswd' }),
      startLab(path, { auth: 'token', host: 'tokens.acme.test' }),
      startLab(path, { host: 'open.acme.test' }),
    ]);
  });
  afterAll(() => Promise.all([basic.stop(), tokens.stop(), open.stop()]));

  const pusher = { registry: { login: { username: 'lab-pusher', passwordEnv: 'PUSHER_PASSWORD' } } };
  const push = (lab: Lab, text?: string, change = {}) =>
    verdictOf(lab.config(change), {
      kind: 'push',
      image: `${lab.domain}/shop/cart:1`,
      ...(text ? { text } : {}),
    });

  test('an open registry: nothing stands against a push', async () => {
    expect(await push(open)).toMatchObject({ outcome: 'healthy', cause: null });
  });

  test('our own login may push by its token, nobody else may', async () => {
    const verdict = await push(tokens, undefined, pusher);
    expect(verdict.headline).toContain('our own login may push');
    expect(verdict.details[0]?.lines).toEqual([
      'nobody logged in: may not push (token grants `nothing`)',
      'our own login `lab-pusher`: may push (token grants `pull, push`)',
    ]);
  });

  test('a login that was not sent is told from the pasted words, and the way there is ruled out', async () => {
    const { cause, ruledOut } = await push(basic, 'unauthorized: authentication required');
    expect(cause?.stage).toBe('auth');
    expect(cause?.confidence).not.toBe('confirmed');
    expect(ruledOut).toEqual(expect.arrayContaining(['dns-failure', 'tls-expired', 'connection-refused']));
  });

  test('a body that is too large for the proxy before it', async () => {
    const verdict = await push(basic, 'error parsing HTTP 413 response body: 413 Request Entity Too Large');
    expect(verdict.cause).toMatchObject({ id: 'proxy-misconfigured' });
  });

  test('a token service that is gone breaks push and login alike', async () => {
    tokens.dns.remove('auth.acme.test');
    const login = await verdictOf(tokens.config(), { kind: 'login', registry: tokens.domain });
    const cause = (await push(tokens)).cause;
    tokens.dns.set('auth.acme.test', ['127.0.0.1']);
    for (const one of [login.cause, cause])
      expect(one).toMatchObject({ id: 'token-service-misconfigured', confidence: 'confirmed' });
  });

  test('logins: Basic, tokens, and a registry that asks for none', async () => {
    const why = (lab: Lab, change = {}) =>
      verdictOf(lab.config(change), { kind: 'login', registry: lab.domain, user: 'ada' });
    expect((await why(basic)).details[0]?.lines[0]).toContain('Basic');
    expect((await why(tokens, pusher)).headline).toContain('our own login is accepted');
    expect(await why(open)).toMatchObject({ outcome: 'healthy', cause: null });
    const wrong = { registry: { login: { username: 'ada', passwordEnv: 'LAB_PASSWORD' } } };
    expect((await why(tokens, wrong)).details[0]?.lines[1]).toContain('is refused as well');
  });
});

describe('Acme’s Harbor, in the terminal', () => {
  let estate: Estate;
  let files: WorldFiles;
  beforeAll(async () => {
    estate = await openEstate(async () => []);
    estate.harbor.addProject('shop', 'private').quota = 10;
    estate.harbor.state.store.push({ repository: 'shop/cart', tags: ['1'] });
    files = await writeFiles(estate, KUBECONFIG);
  });
  afterAll(async () => {
    await files.remove();
    await estate.stop();
  });

  function cli(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const env = { ...CHILD_ENV, HOME: files.folder, ...files.env };
    return new Promise((resolve) => {
      execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
      );
    });
  }

  test('a full project', async () => {
    const { code, out } = await cli('why-push-fails', `${estate.address('harbor')}/shop/cart:2`, '--json');
    const verdict = JSON.parse(out) as Verdict;
    expect(code).toBe(0);
    expect(verdict.cause).toMatchObject({ id: 'quota-exceeded', confidence: 'confirmed' });
    expect(verdict.cause?.evidence[0]?.source).toBe('Harbor');
  });

  test('an expired robot, by the configured name of the registry', async () => {
    const { code, out } = await cli('why-login-fails', 'harbor', LOGINS.shopCi.username);
    expect(code).toBe(0);
    expect(out).toContain('robot `robot$shop+ci` expired 3 days ago');
    expect(out).toContain('the password: it is never asked for');
  });

  test('a password on the command line is refused and not repeated', async () => {
    const { code, out, err } = await cli('why-login-fails', 'harbor', 'ada', 'planted-hunter2');
    expect(code).toBe(2);
    expect(`${out}${err}`).toContain('Never send one here');
    expect(`${out}${err}`).not.toContain('hunter2');
  });
});

const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'acme-prod', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'acme-prod', user: {} }],
  contexts: [{ name: 'acme-prod', context: { cluster: 'acme-prod', user: 'acme-prod' } }],
  'current-context': 'acme-prod',
});
