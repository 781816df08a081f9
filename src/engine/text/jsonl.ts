/** `explain --jsonl`: a line with a message in, a line with its cause out, in the same order. */
import { z } from 'zod';
import type { Check } from '../check.ts';
import { judgeText } from './judge.ts';

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const ExplainInput = z.object({
  id: z.union([z.string(), z.number()]),
  message: z.string(),
  /** Anything but these two says nothing. */
  op: z.enum(['pull', 'push']).optional().catch(undefined),
  runtime: optionalText,
  component: optionalText,
  context: optionalText,
});

/** Judges one input line; a line that cannot be read gives an object with `error` and null for the rest. */
export function explainLine(line: string, checks: readonly Check[]): string {
  const read = readLine(line);
  if ('error' in read) return JSON.stringify({ id: read.id, cause: null, error: read.error });
  const { id, message, op, runtime, component, context } = read.input;
  const judged = judgeText(message, checks, {
    ...(op ? { op } : {}),
    ...(runtime ? { runtime } : {}),
    ...(component ? { component } : {}),
    ...(context ? { context } : {}),
  });
  return JSON.stringify({
    id,
    cause: judged.cause?.id ?? null,
    confidence: judged.cause ? judged.confidence : null,
    alternatives: judged.alternatives,
  });
}

/** Judges every line of the input; blank lines are passed over. `write` gets each answer with its line end. */
export async function explainJsonl(
  input: AsyncIterable<string>,
  write: (line: string) => void | Promise<void>,
  checks: readonly Check[],
): Promise<void> {
  for await (const line of input) {
    if (line.trim() !== '') await write(`${explainLine(line, checks)}\n`);
  }
}

type ReadLine =
  | { readonly input: z.infer<typeof ExplainInput> }
  | { readonly id: string | number | null; readonly error: string };

function readLine(line: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'this line is not JSON; write {"id": "…", "message": "…"}' };
  }
  const parsed = ExplainInput.safeParse(value);
  if (parsed.success) return { input: parsed.data };
  return { id: idOf(value), error: z.prettifyError(parsed.error) };
}

function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
