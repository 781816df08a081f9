import { beforeEach, expect, test } from 'vitest';
import { CouldNotAsk, NotReached } from '../../src/engine/answer.ts';
import { defineCheck } from '../../src/engine/check.ts';
import type { Probe } from '../../src/engine/probe.ts';
import type { NetworkAsker } from '../../src/engine/registry.ts';
import { gatherAll, observedAnswers, openAsking } from '../../src/jobs/observed.ts';
import { checkErrors, diagnosisDuration, probeDuration } from '../../src/metrics/questions.ts';

const pull = { image: 'registry.test/team/cart:1' };
const probe = (id: string, ask: () => Promise<string>): Probe<string> => ({ id, asks: () => id, ask });
const probes = {
  well: probe('well', async () => 'fact'),
  blind: probe('blind', () => Promise.reject(new CouldNotAsk('no right'))),
  late: probe('late', () => Promise.reject(new NotReached('well'))),
};
const check = (id: string, of: Probe<string>) =>
  defineCheck({
    id,
    stage: 'spec',
    severity: 'low',
    signs: [],
    needs: { of },
    judge: () => ({ outcome: 'pass' }),
    words: { en: { title: id, summary: () => '', probably: () => '', explains: '', steps: () => [] } },
  });

beforeEach(() => {
  checkErrors.reset();
  probeDuration.reset();
  diagnosisDuration.reset();
});

test('a probe counts as known or unknown, once however often it is asked; a check that lacks its fact as an error', async () => {
  // None of these probes asks the network.
  const asking = openAsking({ pull, cluster: null, network: {} as NetworkAsker });
  const checks = [check('judges', probes.well), check('lacks', probes.blind), check('skips', probes.late)];
  await asking.ask(probes.well);
  await gatherAll(asking, checks, [], pull);
  const counts = (await probeDuration.get()).values
    .filter(({ metricName }) => metricName?.endsWith('_count'))
    .map(({ labels, value }) => [labels.probe, labels.ending, value]);
  expect(counts).toEqual([
    ['well', 'known', 1],
    ['blind', 'unknown', 1],
  ]);
  expect((await checkErrors.get()).values.map(({ labels, value }) => [labels.check, value])).toEqual([
    ['lacks', 1],
  ]);
});

test('an answer that throws is our own failure, and goes on', async () => {
  const answer = observedAnswers(() => Promise.reject(new Error('ours')));
  await expect(answer({ kind: 'status' }, () => {})).rejects.toThrow('ours');
  const counts = (await diagnosisDuration.get()).values.filter(({ metricName }) =>
    metricName?.endsWith('_count'),
  );
  expect(counts).toMatchObject([{ labels: { question: 'status', reply: 'threw' }, value: 1 }]);
});
