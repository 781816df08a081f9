import { expect, test } from 'vitest';
import { CouldNotAsk } from '../../src/engine/answer.ts';
import { createAsking } from '../../src/engine/asking.ts';
import { gather } from '../../src/engine/gather.ts';
import type { NetworkAsker } from '../../src/engine/registry.ts';
import { madeCheck, madeProbe } from './made.ts';

const pull = { image: 'a/b:1' };
const open = () => createAsking({ pull, cluster: null, network: {} as NetworkAsker });
const never = () => new Promise<string>(() => {});
const outcomes = (results: readonly { check: { id: string }; outcome: string }[]) =>
  Object.fromEntries(results.map(({ check, outcome }) => [check.id, outcome]));

test('a certain cause does not wait for questions about later stages', async () => {
  const checks = [
    madeCheck(
      'early',
      'dns',
      madeProbe('early', async () => 'bad'),
    ),
    madeCheck('late', 'content', madeProbe('late', never)),
  ];
  const { results, answers } = await gather(open(), checks, [], pull);
  expect(outcomes(results)).toEqual({ early: 'fail', late: 'skip' });
  expect(answers.get('late')).toEqual({ state: 'unreached', after: 'early' });
});

test('a late finding waits for every check of an earlier stage', async () => {
  let release = (_: string) => {};
  const early = madeProbe('early', () => new Promise((resolve) => (release = resolve)));
  const checks = [
    madeCheck(
      'late',
      'content',
      madeProbe('late', async () => 'bad'),
    ),
    madeCheck('early', 'dns', early),
  ];
  const gathering = gather(open(), checks, [], pull);
  setTimeout(() => release('bad'), 20);
  const { results } = await gathering;
  expect(outcomes(results)).toEqual({ late: 'fail', early: 'fail' });
});

test('probes the verdict always wants are waited for', async () => {
  const always = madeProbe('kubelet', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return 'said';
  });
  const checks = [
    madeCheck(
      'early',
      'dns',
      madeProbe('early', async () => 'bad'),
    ),
  ];
  const { answers } = await gather(open(), checks, [always], pull);
  expect(answers.get('kubelet')).toMatchObject({ state: 'known', fact: 'said' });
});

test('a question that could not be asked is an error of its check, never a pass', async () => {
  const broken = madeProbe('broken', async () => {
    throw new CouldNotAsk('forbidden');
  });
  const { results } = await gather(open(), [madeCheck('c', 'auth', broken)], [], pull);
  expect(results[0]).toMatchObject({ outcome: 'error', probe: 'broken', why: 'forbidden' });
});

test('a check whose answers are all there is judged once, however many answers come later', async () => {
  let judged = 0;
  const done = madeCheck(
    'done',
    'dns',
    madeProbe('done', async () => 'ok'),
  );
  const counting = {
    ...done,
    run: (...of: Parameters<typeof done.run>) => {
      judged += 1;
      return done.run(...of);
    },
  };
  const others = Array.from({ length: 10 }, (_, at) =>
    madeCheck(
      `other-${at}`,
      'content',
      madeProbe(`other-${at}`, async () => {
        await new Promise((resolve) => setTimeout(resolve, at));
        return 'ok';
      }),
    ),
  );
  const { results } = await gather(open(), [counting, ...others], [], pull);
  expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 11 }, () => 'pass'));
  expect(judged).toBe(1);
});
