import { expect, test } from 'vitest';
import { CouldNotAsk, NotReached } from '../../src/engine/answer.ts';
import { createAsking, type Step } from '../../src/engine/asking.ts';
import type { Probe } from '../../src/engine/probe.ts';
import type { NetworkAsker } from '../../src/engine/registry.ts';

const network = {} as NetworkAsker;
const pull = { image: 'harbor.acme.test/shop/cart:1' };

function probe<F>(id: string, ask: Probe<F>['ask'], timeBoxMs?: number): Probe<F> {
  return { id, asks: () => `asking ${id}`, ask, ...(timeBoxMs === undefined ? {} : { timeBoxMs }) };
}

test('a fact is known, with its time', async () => {
  const asking = createAsking({ pull, cluster: null, network, now: () => new Date(0) });
  const answer = await asking.ask(probe('dns', async () => 'fact'));
  expect(answer).toMatchObject({ state: 'known', fact: 'fact', at: '1970-01-01T00:00:00.000Z' });
});

test('each probe is asked once, however many need it', async () => {
  let asked = 0;
  const dns = probe('dns', async () => ++asked);
  const tcp = probe('tcp', async (ctx) => (await ctx.need(dns)) + 10);
  const asking = createAsking({ pull, cluster: null, network });
  const [first, second] = await Promise.all([asking.ask(tcp), asking.ask(dns), asking.ask(tcp)]);
  expect(asked).toBe(1);
  expect(first).toMatchObject({ fact: 11 });
  expect(second).toMatchObject({ fact: 1 });
});

test('our own failure to ask is unknown; what needed it is unreached after the first cause', async () => {
  const dns = probe('dns', async () => {
    throw new CouldNotAsk('no resolver');
  });
  const tcp = probe('tcp', async (ctx) => ctx.need(dns));
  const tls = probe('tls', async (ctx) => ctx.need(tcp));
  const asking = createAsking({ pull, cluster: null, network });
  await asking.ask(tls);
  expect(asking.answers.get('dns')).toMatchObject({ state: 'unknown', why: 'no resolver' });
  expect(asking.answers.get('tcp')).toEqual({ state: 'unreached', after: 'dns' });
  expect(asking.answers.get('tls')).toEqual({ state: 'unreached', after: 'dns' });
});

test('an earlier fact that makes the question pointless is no failure', async () => {
  const asking = createAsking({ pull, cluster: null, network });
  const answer = await asking.ask(
    probe('tls', async () => {
      throw new NotReached('tcp');
    }),
  );
  expect(answer).toEqual({ state: 'unreached', after: 'tcp' });
});

test('a probe that never answers ends with its time box, without holding up others', async () => {
  const asking = createAsking({ pull, cluster: null, network });
  const [slow, quick] = await Promise.all([
    asking.ask(probe('slow', () => new Promise(() => {}), 50)),
    asking.ask(probe('quick', async () => 1)),
  ]);
  expect(slow).toMatchObject({ state: 'unknown', why: 'no answer within 0.05 s' });
  expect(quick).toMatchObject({ state: 'known' });
});

test('once all has ended nothing is asked any more, so that nothing fails with nobody to hear it', async () => {
  let asked = 0;
  const asking = createAsking({ pull, cluster: null, network, signal: AbortSignal.abort() });
  const answer = await asking.ask(
    probe('late', async () => {
      asked += 1;
      throw new CouldNotAsk('no answer');
    }),
  );
  expect(answer).toMatchObject({ state: 'unknown', why: 'the diagnosis had ended' });
  expect(asked).toBe(0);
});

test('a bug in a probe is our own failure, not a fact', async () => {
  const asking = createAsking({ pull, cluster: null, network });
  const answer = await asking.ask(
    probe('dns', async () => {
      throw new TypeError('x is not a function');
    }),
  );
  expect(answer).toMatchObject({ state: 'unknown', why: 'our own failure: x is not a function' });
});

test('steps are reported as they begin and end', async () => {
  const steps: Step[] = [];
  const asking = createAsking({ pull, cluster: null, network, onStep: (step) => steps.push(step) });
  await asking.ask(probe('dns', async () => 1));
  expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['dns asking', 'dns known']);
});

test('the outer end ends what is open, and what was answered in time has left nothing behind', async () => {
  const outer = new AbortController();
  const signals: AbortSignal[] = [];
  const asking = createAsking({ pull, cluster: null, network, signal: outer.signal });
  await asking.ask(probe('quick', async (ctx) => signals.push(ctx.signal), 30));
  const slow = asking.ask(probe('slow', (ctx) => new Promise(() => signals.push(ctx.signal))));
  await new Promise((done) => setTimeout(done, 60));
  outer.abort();
  expect(await slow).toMatchObject({ state: 'unknown', why: 'the diagnosis had ended' });
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});
