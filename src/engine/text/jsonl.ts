/** `explain --jsonl`: a line with a message in, a line with its cause out, in the same order. */
import { z } from 'zod';
import type { Check } from '../check.ts';
import type { Words } from '../words.ts';
import { judgeText } from './judge.ts';

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const EXAMPLE = '{"id": "…", "message": "…"}';

interface JsonlWords {
  readonly notJson: string;
  readonly notAnObject: (is: string) => string;
  readonly missing: (key: string, expected: string) => string;
  readonly wrong: (key: string, expected: string, is: string) => string;
  /** What each key has to hold. */
  readonly expected: { readonly id: string; readonly message: string; readonly other: string };
  readonly kinds: Readonly<Record<string, string>>;
}

const words: Words<JsonlWords> = {
  en: {
    notJson: `this line is not JSON; write ${EXAMPLE}`,
    notAnObject: (is) => `this line is ${is}, not an object; write ${EXAMPLE}`,
    missing: (key, expected) => `"${key}" is missing; it must be ${expected}`,
    wrong: (key, expected, is) => `"${key}" must be ${expected}, not ${is}`,
    expected: {
      id: 'text or a number, to tell the answers apart',
      message: 'the error as text',
      other: 'text, or left out',
    },
    kinds: {
      string: 'text',
      number: 'a number',
      boolean: 'true or false',
      null: 'null',
      array: 'a list',
      object: 'an object',
    },
  },
};

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
    return { id: null, error: words.en.notJson };
  }
  const parsed = ExplainInput.safeParse(value);
  if (parsed.success) return { input: parsed.data };
  return { id: idOf(value), error: wrongIn(value, parsed.error.issues) };
}

/** Every key that is wrong, and what is expected there. */
function wrongIn(line: unknown, issues: readonly z.core.$ZodIssue[]): string {
  const say = words.en;
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return say.notAnObject(kindOf(line));
  const values = new Map<string, unknown>(Object.entries(line));
  const keys = new Set(issues.map(({ path }) => String(path[0])));
  return [...keys]
    .map((key) => {
      const expected = key === 'id' || key === 'message' ? say.expected[key] : say.expected.other;
      if (!values.has(key)) return say.missing(key, expected);
      return say.wrong(key, expected, kindOf(values.get(key)));
    })
    .join('; ');
}

function kindOf(value: unknown): string {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return words.en.kinds[kind] ?? kind;
}

function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
