import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

/** Real messages with the cause that their own threads found. `text_decides`: the words alone suffice. */
const Message = z.object({
  message: z.string(),
  cause: z.string().nullable(),
  source: z.string().min(1),
  text_decides: z.boolean(),
  op: z.enum(['pull', 'push', 'login']),
});

/** Log lines with whose they are; null is a line in which nothing is wrong. */
const Line = z.object({ message: z.string(), component: z.string(), cause: z.string().nullable() });

const messages = readBatches('messages', Message);

/** Every batch of a fixture folder. */
function readBatches<T>(name: string, one: z.ZodType<T>): readonly T[] {
  const folder = new URL(`../../fixtures/${name}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => one.parse(JSON.parse(line)));
}

type Mark = 'right' | 'wrong' | 'abstained';

function mark({ message, cause, op, text_decides }: z.infer<typeof Message>): Mark {
  const judged = judgeText(message, allChecks, op === 'login' ? {} : { op });
  const answer = judged.cause?.id ?? null;
  if (answer === cause) return 'right';
  if (answer === null) return 'abstained';
  const open = !text_decides && judged.confidence === 'possible';
  return open && judged.alternatives.some((id) => id === cause) ? 'right' : 'wrong';
}

function score(some: readonly z.infer<typeof Message>[]): {
  readonly right: number;
  readonly wrong: readonly string[];
} {
  const marked = some.map((one) => ({ one, mark: mark(one) }));
  return {
    right: marked.filter(({ mark: is }) => is === 'right').length / some.length,
    wrong: marked.filter(({ mark: is }) => is === 'wrong').map(({ one }) => `${one.cause}: ${one.message}`),
  };
}

test('where the words decide, at least 95 of 100 are right and at most 2 wrong', () => {
  const decided = messages.filter(({ text_decides }) => text_decides);
  const { right, wrong } = score(decided);
  console.info(
    `${decided.length} messages whose words decide: ${(right * 100).toFixed(1)} % right, ${wrong.length} wrong`,
  );
  expect(decided.length).toBeGreaterThanOrEqual(60);
  expect(right).toBeGreaterThanOrEqual(0.95);
  expect(wrong.length / decided.length, wrong.join('\n')).toBeLessThanOrEqual(0.02);
});

test('where they do not, the true cause is among what is named, and nothing is claimed', () => {
  const { right, wrong } = score(messages.filter(({ text_decides }) => !text_decides));
  expect(right).toBeGreaterThanOrEqual(0.95);
  expect(wrong).toEqual([]);
});

test('lines of components are judged as theirs', () => {
  const lines = readBatches('lines', Line);
  const missed = lines.filter(
    ({ message, component, cause }) =>
      (judgeText(message, allChecks, { component }).cause?.id ?? null) !== cause,
  );
  expect(lines.length).toBeGreaterThan(100);
  expect(missed).toEqual([]);
});
