/** What machines read from the terminal: keys, exit codes, order, and endings. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CHILD_ENV } from '../setup/child-env.ts';
import { describeWith } from '../setup/part.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { type Scene, startScene } from './scene.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

const Confidence = z.enum(['confirmed', 'likely', 'possible']);
const Said = z.object({ source: z.string().min(1), says: z.string().min(1) });
const Remediation = z.object({
  id: z.string(),
  title: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
  ready: z.boolean(),
  why: z.string().optional(),
});
const Cause = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  stage: z.string().min(1),
  confidence: Confidence,
  summary: z.string().min(1),
  evidence: z.array(Said),
  remediations: z.array(Remediation),
  steps: z.array(z.string()),
});
const Contract = z.object({
  subject: z.object({
    kind: z.enum(['pod', 'workload', 'image', 'registry', 'text']),
    cluster: z.string().optional(),
    namespace: z.string().optional(),
    name: z.string().min(1),
  }),
  outcome: z.enum(['found', 'healthy', 'unclear']),
  cause: Cause.nullable(),
  also: z.array(Cause),
  ruledOut: z.array(z.string().regex(/^[a-z0-9-]+$/)),
  couldNotLook: z.array(z.object({ probe: z.string(), why: z.string().min(1) })),
});
const Refused = z.strictObject({
  error: z.strictObject({
    why: z.enum(['usage', 'configuration', 'not-found', 'ambiguous', 'failed']),
    says: z.string().min(1),
    tries: z.array(z.string().startsWith('registry-medic ')),
  }),
});

describeWith('docker-registry', '--json', (path) => {
  let lab: Lab;
  let scene: Scene;
  beforeAll(async () => {
    lab = await startLab(path);
    scene = await startScene(lab);
    await lab.push({ repository: 'shop/fine', tag: '1' });
  });
  afterAll(async () => {
    await scene?.stop();
    await lab?.stop();
  });

  test('what fails is found and what runs is not', async () => {
    await scene.runs('fine', `${lab.domain}/shop/fine:1`);
    const { outcome } = await scene.why('cart', `${lab.domain}/shop/fine:2`, { replicas: 2 });
    await scene.why('card', `${lab.domain}/shop/none:2`);
    expect(outcome).toBe('found');
  });

  const asked = async (...words: readonly string[]) => {
    const { code, out, err } = await scene.cli('why-pull-fails', ...words, '--json');
    return { code, err, value: JSON.parse(out) as unknown };
  };

  test.each([
    ['found', 'pod', ['shop/cart-0']],
    ['healthy', 'pod', ['shop/fine-0']],
    ['found', 'workload', ['statefulset/cart', '-n', 'shop']],
    ['found', 'image', ['IMAGE']],
  ])('%s, about a %s: every key is there, exit code 0', async (outcome, kind, words) => {
    const { code, err, value } = await asked(
      ...words.map((word) => word.replace('IMAGE', `${lab.domain}/shop/fine:2`)),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const verdict = Contract.parse(value);
    expect(verdict).toMatchObject({ outcome, subject: { kind } });
    expect(verdict.cause === null).toBe(outcome !== 'found');
  });

  test('nothing of that name: refused on stdout, exit code 2', async () => {
    const { code, err, value } = await asked('shop/crat-0');
    expect(code).toBe(2);
    expect(Refused.parse(value).error).toMatchObject({ why: 'not-found' });
    expect(err).toBe('');
  });

  test('several of that name: ambiguous, each with what to type, exit code 2', async () => {
    const { code, value } = await asked('car');
    expect(code).toBe(2);
    const { error } = Refused.parse(value);
    expect(error.why).toBe('ambiguous');
    expect(error.tries.length).toBeGreaterThan(1);
  });
});

async function run(argv: readonly string[], input = '', more: Readonly<Record<string, string>> = {}) {
  const env = { ...CHILD_ENV, HOME: '/nonexistent', ...more };
  const child = spawn(process.execPath, [CLI, ...argv], { env });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code: Number(code) };
}

describe('a cluster that does not answer', () => {
  let folder: string;
  const env = () => ({ REGISTRY_MEDIC_CONFIG: join(folder, 'config.yaml') });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contract-'));
    // Port 9 is discard: nothing listens there.
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'lab', cluster: { server: 'http://127.0.0.1:9' } }],
      users: [{ name: 'nobody', user: {} }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'nobody' } }],
      'current-context': 'lab',
    };
    const config = { clusters: [{ name: 'lab', kubeconfig: join(folder, 'kubeconfig') }] };
    await writeFile(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig));
    await writeFile(join(folder, 'config.yaml'), JSON.stringify(config));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is our own failure, exit code 1', async () => {
    const { code, out } = await run(['why-pull-fails', 'shop/cart-0', '--json'], '', env());
    expect(code).toBe(1);
    expect(Refused.parse(JSON.parse(out)).error).toMatchObject({ why: 'failed' });
  });

  test('an image that may not be asked about is unclear, with why and what to do, exit code 0', async () => {
    const { code, out } = await run(['why-pull-fails', '169.254.169.254/shop/cart:1', '--json'], '', env());
    expect(code).toBe(0);
    const verdict = Contract.parse(JSON.parse(out));
    expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
    expect(verdict.couldNotLook.map(({ probe }) => probe)).toContain('tcp');
  });
});

describe('explain --jsonl', () => {
  const Line = z.object({
    id: z.union([z.string(), z.number()]).nullable(),
    cause: z.string().nullable(),
    confidence: Confidence.nullable().optional(),
    alternatives: z.array(z.string()).optional(),
    error: z.string().optional(),
  });
  const linesOf = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));

  test('answers in order; a line that cannot be read has its answer in its place', async () => {
    const lines = [
      { id: 'a', message: 'manifest unknown: manifest unknown' },
      { id: 2, message: 'dial tcp: lookup registry.acme.test: no such host' },
      '{ no json',
      { id: 'c' },
      { id: 'd', message: 'nothing that means anything' },
    ].map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    const { out, code } = await run(['explain', '--jsonl'], `${lines.join('\n')}\r\n\n`);
    expect(code).toBe(0);
    const answers = linesOf(out);
    expect(answers.map(({ id }) => id)).toEqual(['a', 2, null, 'c', 'd']);
    expect(answers.map(({ cause }) => cause)).toEqual(['tag-not-found', 'dns-failure', null, null, null]);
    expect(answers.map(({ error }) => error === undefined)).toEqual([true, true, false, false, true]);
  });

  test('nothing in, nothing out', async () => {
    expect(await run(['explain', '--jsonl'])).toEqual({ out: '', err: '', code: 0 });
  });

  test('a line of a megabyte is judged, and the next one too', async () => {
    const long = { id: 'long', message: `${'x y '.repeat(262_144)} no such host` };
    const next = { id: 'next', message: 'x509: certificate signed by unknown authority' };
    const { out, code } = await run(
      ['explain', '--jsonl'],
      `${JSON.stringify(long)}\n${JSON.stringify(next)}`,
    );
    expect(code).toBe(0);
    const answers = linesOf(out);
    expect(answers.map(({ id }) => id)).toEqual(['long', 'next']);
    expect(answers[1]?.cause).toBe('tls-unknown-authority');
  });
});

test('--version prints a version alone', async () => {
  const { out, code } = await run(['--version']);
  expect(code).toBe(0);
  expect(out).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
});

test('an unknown option is wrong usage with something to type, exit code 2', async () => {
  const { out, code } = await run(['why-pull-fails', 'shop/cart-0', '--bogus', '--json']);
  expect(code).toBe(2);
  expect(Refused.parse(JSON.parse(out)).error).toMatchObject({ why: 'usage' });
});
