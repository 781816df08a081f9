/** Asks every probe the checks need and runs the checks, stopping as soon as the cause is certain. */
import type { Answer } from './answer.ts';
import type { Asking } from './asking.ts';
import type { AnswersByProbe, Check, CheckResult } from './check.ts';
import type { Probe } from './probe.ts';
import { stageOrder } from './stage.ts';
import type { Pull } from './subject.ts';

export interface Gathered {
  readonly results: readonly CheckResult[];
  readonly answers: AnswersByProbe;
}

/**
 * The earliest failing stage is the cause, so a finding is certain once every check of its stage and of
 * all earlier ones has its answers; slower questions about later stages are then not waited for.
 * `always` are probes whose answers the verdict wants in any case.
 */
export async function gather(
  asking: Asking,
  checks: readonly Check[],
  always: readonly Probe<unknown>[],
  pull: Pull,
): Promise<Gathered> {
  const probes = new Map(
    [...always, ...checks.flatMap((check) => check.probes)].map((probe) => [probe.id, probe]),
  );
  const open = new Set(probes.keys());
  // Once all its answers are there a check's result stands; each answer would have all of them judged again.
  const known = new Map<Check, CheckResult>();
  const judge = (check: Check, answers: AnswersByProbe): CheckResult => {
    const before = known.get(check);
    if (before) return before;
    const result = check.run(answers, pull);
    if (isSettled(check, open)) known.set(check, result);
    return result;
  };
  const certain = Promise.withResolvers<string>();
  const all = [...probes.values()].map(async (probe) => {
    await asking.ask(probe);
    open.delete(probe.id);
    if (always.some(({ id }) => open.has(id))) return;
    const cause = certainCause(checks, open, (check) => judge(check, asking.answers));
    if (cause) certain.resolve(cause);
  });
  const after = await Promise.race([certain.promise, Promise.all(all).then(() => null)]);
  const answers = after === null ? asking.answers : withUnreached(asking.answers, open, after);
  return { answers, results: checks.map((check) => judge(check, answers)) };
}

/** The same without stopping at a cause that is certain: every finding is wanted. */
export async function gatherAll(
  asking: Asking,
  checks: readonly Check[],
  always: readonly Probe<unknown>[],
  pull: Pull,
): Promise<Gathered> {
  const probes = new Map(
    [...always, ...checks.flatMap((check) => check.probes)].map((probe) => [probe.id, probe]),
  );
  await Promise.all([...probes.values()].map((probe) => asking.ask(probe)));
  return { answers: asking.answers, results: checks.map((check) => check.run(asking.answers, pull)) };
}

function isSettled(check: Check, open: ReadonlySet<string>): boolean {
  return check.probes.every(({ id }) => !open.has(id));
}

function certainCause(
  checks: readonly Check[],
  open: ReadonlySet<string>,
  judge: (check: Check) => CheckResult,
): string | null {
  const settled = (check: Check): boolean => isSettled(check, open);
  const failed = checks
    .filter(settled)
    .filter((check) => judge(check).outcome === 'fail')
    .sort((a, b) => stageOrder(a.stage) - stageOrder(b.stage))[0];
  if (!failed) return null;
  const upTo = stageOrder(failed.stage);
  return checks.every((check) => stageOrder(check.stage) > upTo || settled(check)) ? failed.id : null;
}

function withUnreached(answers: AnswersByProbe, open: ReadonlySet<string>, after: string): AnswersByProbe {
  const whole = new Map<string, Answer<unknown>>(answers);
  for (const id of open) whole.set(id, { state: 'unreached', after });
  return whole;
}
