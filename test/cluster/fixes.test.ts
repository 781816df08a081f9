/**
 * Every fix that a planted fault is offered and that writes to a cluster, against an API server that enforces its
 * printed rights: that of TEST_KUBECONFIG, or else the sandbox's own. Whether it helped is for kubelets to show, and
 * tried in e2e/fixes.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pull } from '../../src/engine/subject.ts';
import { undoPlan } from '../../src/engine/undo-plan.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import type { FaultSubject } from '../../src/sandbox/world/fault.ts';
import { FAULTS } from '../../src/sandbox/world/faults.ts';
import { type Bench, startBench } from '../e2e/fixes/bench.ts';
import { ACCOUNT } from '../e2e/fixes/rights.ts';
import { describeWith } from '../setup/part.ts';
import { type Carried, elsewhere } from './elsewhere.ts';
import { waiting } from './waiting.ts';

const NAMESPACES = ['shop', 'billing', 'data'];

interface Offered {
  readonly fix: string;
  readonly cause: string;
  readonly pull: Pull;
}

describeWith('redis', 'fixes under their own rights', () => {
  let bench: Bench;
  let carried: Carried | null;
  beforeAll(async () => {
    carried = elsewhere(ACCOUNT.name);
    const late = carried && {
      ...carried,
      carry: async (world: Bench['world']) => {
        await waiting(world);
        return (carried as Carried).carry(world);
      },
    };
    bench = await startBench(14, FAULTS, {}, late);
    if (!carried) await waiting(bench.world);
  }, 180_000);
  afterAll(async () => {
    await carried?.stop();
    await bench?.stop();
  }, 120_000);

  const writesToCluster = (fix: string): boolean => {
    const one = bench.surroundings.remediations.find(({ id }) => id === fix);
    return one !== undefined && one.rights.length > 0 && one.harborRights.length === 0;
  };

  async function offeredTo({ namespace, kind, name }: FaultSubject): Promise<readonly Offered[]> {
    const question = { kind: 'pull', namespace, workload: kind.toLowerCase(), what: name } as const;
    const reply = await answerQuestion(question, bench.surroundings);
    const cause = reply.kind === 'verdict' ? reply.verdict.cause : null;
    if (!cause?.pull) return [];
    const { pull } = cause;
    const ready = cause.remediations.filter((one) => one.ready && writesToCluster(one.id));
    return ready.map(({ id: fix }) => ({ fix, cause: cause.id, pull }));
  }

  /** One for each fix, of the first fault that is offered it. */
  async function offered(): Promise<readonly Offered[]> {
    await bench.permit([], NAMESPACES);
    const all: Offered[] = [];
    for (const { subject } of FAULTS) all.push(...(await offeredTo(subject)));
    return [...new Map(all.toReversed().map((one) => [one.fix, one])).values()];
  }

  test('refused without its rights in the words of the server, written with them, and taken back', async () => {
    const all = await offered();
    expect(all.map(({ fix }) => fix).toSorted()).toEqual(
      expect.arrayContaining(['copy-pull-secret', 'set-nearest-tag']),
    );
    for (const { fix, cause, pull } of all) {
      await bench.permit([], NAMESPACES);
      const without = await bench.ask(fix, cause, pull);
      expect(without.state, fix).toMatchObject({ is: 'unplanned' });
      expect(JSON.stringify(without.state), fix).toMatch(/forbidden|cannot/);
      await bench.permit([fix], NAMESPACES);
      const asked = await bench.ask(fix, cause, pull);
      expect(asked.state, `${fix}: ${JSON.stringify(asked.state)}`).toEqual({ is: 'open' });
      const written = await bench.yes(asked.id);
      expect(written.state, `${fix}: ${JSON.stringify(written.state)}`).toMatchObject({ is: 'verifying' });
      if (asked.plan && undoPlan(asked.plan)) {
        const back = await bench.undo(asked.id, 1_000);
        expect(JSON.stringify(back.state), fix).toMatch(/"is":"(?:verifying|verified|unverified)"/);
      }
    }
  }, 240_000);
});
