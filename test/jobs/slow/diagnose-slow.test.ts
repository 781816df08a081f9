import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import { answerQuestion } from '../../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../../src/jobs/surroundings.ts';
import { openSweepWorld, type SweepWorld } from '../../bench/sweep-world.ts';

let world: SweepWorld;
let surroundings: Surroundings;
beforeAll(async () => {
  world = await openSweepWorld({ pods: 20, failing: 12, namespaces: 1, nodes: 1 });
  surroundings = await createSurroundings(loadConfig(world.env));
});
afterAll(async () => {
  await surroundings.network.close();
  await world.stop();
});

async function slow(what: string): Promise<Verdict> {
  const reply = await answerQuestion({ kind: 'slow', what }, surroundings);
  if (reply.kind !== 'verdict') throw new Error(JSON.stringify(reply));
  return reply.verdict;
}

test('an image that is quick from here, measured', async () => {
  const verdict = await slow(`${world.address('open')}/shop/cart-0:1.0`);
  expect(verdict).toMatchObject({ outcome: 'healthy', cause: null });
  expect(verdict.headline).toContain('is not slow from here');
  expect(verdict.details[0]?.lines.join('\n')).toMatch(/in 1 layer.*\n.*from here .*\/s/);
});

test('a pull that fails is not called slow', async () => {
  const verdict = await slow('failing-6');
  expect(verdict.headline).toMatch(/^It is not slow, it fails: /);
  expect(verdict.cause).toMatchObject({ id: 'tag-not-found', confidence: 'confirmed' });
});

test('several matches lead on to the same question', async () => {
  const reply = await answerQuestion({ kind: 'slow', what: 'failing' }, surroundings);
  expect(reply).toMatchObject({
    kind: 'choice',
    options: expect.arrayContaining([
      expect.objectContaining({ question: expect.objectContaining({ kind: 'slow' }) }),
    ]),
  });
});
