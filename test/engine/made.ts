/** Small checks and probes for tests of the engine. */
import {
  type AnswersByProbe,
  type Check,
  defineCheck,
  type Judgement,
  type Needs,
} from '../../src/engine/check.ts';
import type { Probe } from '../../src/engine/probe.ts';
import type { Stage } from '../../src/engine/stage.ts';

export function madeProbe(id: string, ask: Probe<string>['ask'] = async () => 'ok'): Probe<string> {
  return { id, asks: () => id, ask };
}

/** A check over one probe that fails when its fact is `bad`, passes on `ok` and skips otherwise. */
export function madeCheck(id: string, stage: Stage, probe: Probe<string> = madeProbe(id)): Check {
  return defineCheck<{ fact: Probe<string> }, Needs, { said: string }>({
    id,
    stage,
    severity: 'high',
    signs: [],
    needs: { fact: probe },
    judge: ({ fact }) => judge(fact),
    words: {
      en: {
        title: `Title of ${id}`,
        summary: ({ said }) => `${id} is ${said}.`,
        probably: () => `${id} it is`,
        explains: `Why ${id}.`,
        steps: () => [`Mend ${id}.`],
      },
    },
  });
}

function judge(fact: string): Judgement<{ said: string }> {
  if (fact === 'ok') return { outcome: 'pass' };
  if (fact !== 'bad') return { outcome: 'skip', why: fact };
  return { outcome: 'fail', evidence: [{ source: 'made', says: 'bad' }], data: { said: fact } };
}

/** Known answers by probe id. */
export function known(facts: Readonly<Record<string, unknown>>): AnswersByProbe {
  return new Map(
    Object.entries(facts).map(([id, fact]) => [
      id,
      { state: 'known', fact, at: '2026-01-01T00:00:00Z', ms: 1 },
    ]),
  );
}
