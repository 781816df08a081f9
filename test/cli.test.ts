import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CHILD_ENV } from './setup/child-env.ts';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
/** No cluster and no registry anywhere. */
const env = { ...CHILD_ENV, HOME: '/nonexistent' };

function start(argv: readonly string[], options: SpawnOptions = {}) {
  return spawn(process.execPath, [CLI, ...argv], { env, ...options });
}

async function run(argv: readonly string[], input = '') {
  const child = start(argv);
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit'),
  ]);
  return { out, err, code: Number(code) };
}

describe('help', () => {
  test('of one verb is about that verb alone', async () => {
    const { out, code } = await run(['help', 'why-pull-fails']);
    expect(code).toBe(0);
    expect(out).toMatch(/^registry-medic why-pull-fails </);
    expect(out).not.toContain('registry-medic status');
  });

  test('of a verb that does not exist is wrong usage', async () => {
    expect(await run(['help', 'stauts'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('what is wrong is said in the words of the terminal, exit code 2', () => {
  test('an unknown verb names the nearest', async () => {
    const { err, code } = await run(['stauts']);
    expect(code).toBe(2);
    expect(err).toContain('Try: registry-medic status');
  });

  test('nothing to type begins with a slash', async () => {
    const { err, code } = await run(['why-pull-fails']);
    expect(code).toBe(2);
    expect(err).toContain('Try: registry-medic why-pull-fails shop/cart-0');
    expect(err).not.toContain('/registry ');
  });

  test('with --json the error is JSON on stdout as well', async () => {
    const { out, code } = await run(['status', '--bogus', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { why: 'usage', tries: ['registry-medic status'] } });
  });
});

test('whoever reads may close the pipe early: no complaint', async () => {
  const child = start(['explain', '--jsonl']);
  child.stdout?.destroy();
  const line = `${JSON.stringify({ id: '1', message: 'no such host' })}\n`;
  child.stdin?.on('error', () => {}).end(line.repeat(2_000));
  const [err, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  expect({ err, code }).toEqual({ err: '', code: 0 });
});
