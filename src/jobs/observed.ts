/** Probes, checks and answers as the engine makes them, counted and traced on the way. */
import type { Answer } from '../engine/answer.ts';
import { type Asking, type AskingOptions, createAsking } from '../engine/asking.ts';
import type { Gathered } from '../engine/gather.ts';
import * as engine from '../engine/gather.ts';
import type { Probe } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';
import { checkErrors, diagnosisDuration, probeDuration, verdicts } from '../metrics/questions.ts';
import { secondsSince } from '../metrics/registry.ts';
import { traced } from '../tracing/trace.ts';
import type { AnswerQuestion } from './diagnose.ts';

/** See createAsking. */
export function openAsking(options: Omit<AskingOptions, 'around'>): Asking {
  return createAsking({ ...options, around: askProbe });
}

function askProbe<F>({ id }: Probe<F>, ask: () => Promise<Answer<F>>): Promise<Answer<F>> {
  return traced(
    () => ({ name: `probe ${id}`, kind: 'internal', attributes: { 'registry_medic.probe': id } }),
    async (span) => {
      const started = performance.now();
      const answer = await ask();
      // What was pointless to ask was not asked.
      if (answer.state !== 'unreached')
        probeDuration.observe({ probe: id, ending: answer.state }, secondsSince(started));
      span.set({ 'registry_medic.answer': answer.state });
      return answer;
    },
  );
}

/** See the engine's. */
export async function gather(...of: Parameters<typeof engine.gather>): Promise<Gathered> {
  return counted(await engine.gather(...of));
}

/** See the engine's. */
export async function gatherAll(...of: Parameters<typeof engine.gatherAll>): Promise<Gathered> {
  return counted(await engine.gatherAll(...of));
}

function counted(gathered: Gathered): Gathered {
  for (const { outcome, check } of gathered.results)
    if (outcome === 'error') checkErrors.inc({ check: check.id });
  return gathered;
}

/** The same answers, whoever asks. */
export function observedAnswers(answer: AnswerQuestion): AnswerQuestion {
  return (question, report) =>
    traced(
      () => ({
        name: `answer ${question.kind}`,
        kind: 'internal',
        attributes: { 'registry_medic.question': question.kind },
      }),
      async (span) => {
        const started = performance.now();
        const end = (reply: string): void =>
          diagnosisDuration.observe({ question: question.kind, reply }, secondsSince(started));
        try {
          const reply = await answer(question, report);
          end(reply.kind);
          span.set({ 'registry_medic.reply': reply.kind, ...countVerdict(reply) });
          return reply;
        } catch (error) {
          end('threw');
          throw error;
        }
      },
    );
}

/** What a span tells of it. */
function countVerdict(reply: Reply): Readonly<Record<string, string>> {
  if (reply.kind !== 'verdict') return {};
  const { outcome, cause } = reply.verdict;
  verdicts.inc({ outcome, cause: cause?.id ?? 'none', confidence: cause?.confidence ?? 'none' });
  return { 'registry_medic.outcome': outcome, 'registry_medic.cause': cause?.id ?? 'none' };
}
