/** Runs one check over literal facts, as the engine would. */
import type { Answer } from '../../src/engine/answer.ts';
import type { CheckResult, Finding } from '../../src/engine/check.ts';
import type { Pull } from '../../src/engine/subject.ts';
import { checkOf } from './all-checks.ts';

export const AT = '2026-03-01T03:00:00.000Z';
export const PULL: Pull = {
  image: 'harbor.acme.test/shop/cart:1.8.2',
  cluster: 'prod',
  namespace: 'shop',
  pod: 'cart-0',
  container: 'web',
};

export const PUSH: Pull = { image: PULL.image, op: 'push' };

/** A fact under its probe's id, or why there is none. */
export type Given = Readonly<Record<string, unknown>>;

export const UNKNOWN = Symbol('unknown');
export const UNREACHED = Symbol('unreached');

export function run(id: string, facts: Given, pull: Pull = PULL): CheckResult {
  const check = checkOf(id);
  const answers = new Map(check.probes.map((probe) => [probe.id, answerOf(facts[probe.id])]));
  return check.run(answers, pull);
}

/** The finding of a check that must fail, with its sentences checked for holes. */
export function finding(id: string, facts: Given, pull: Pull = PULL): Finding & { readonly text: string } {
  const result = run(id, facts, pull);
  if (result.outcome !== 'fail') throw new Error(`${id} should fail, but: ${JSON.stringify(brief(result))}`);
  const text = result.summary('en');
  const sentences = [text, ...result.steps('en'), ...result.evidence.map(({ says }) => says)];
  const hole = sentences.find(
    (sentence) => /undefined|null|NaN|\[object/.test(sentence.replaceAll('/dev/null', '')) || sentence === '',
  );
  if (hole !== undefined) throw new Error(`${id} says: ${hole}`);
  if (!/[.!]$/.test(text)) throw new Error(`${id}: its summary is no sentence: ${text}`);
  return { ...result, text };
}

export function outcome(id: string, facts: Given, pull: Pull = PULL): CheckResult['outcome'] {
  return run(id, facts, pull).outcome;
}

function brief(result: CheckResult): unknown {
  return { outcome: result.outcome, why: 'why' in result ? result.why : undefined };
}

function answerOf(fact: unknown): Answer<unknown> {
  if (fact === UNKNOWN) return { state: 'unknown', why: 'forbidden', ms: 1 };
  if (fact === undefined || fact === UNREACHED) return { state: 'unreached', after: 'earlier' };
  return { state: 'known', fact, at: AT, ms: 1 };
}
