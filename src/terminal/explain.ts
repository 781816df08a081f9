/** `explain` in a terminal: a text from the command line or from standard input, or many as JSON lines. */
import { createInterface } from 'node:readline';
import { text as allOf } from 'node:stream/consumers';
import type { Check } from '../engine/check.ts';
import { titlesOf } from '../engine/check-titles.ts';
import { UsageError } from '../engine/command.ts';
import { explainQuestion } from '../engine/text/explain-question.ts';
import { explainJsonl } from '../engine/text/jsonl.ts';
import { explain } from '../jobs/explain/explain.ts';
import { loadFolder } from '../load.ts';
import { renderReply } from './render.ts';
import { printable } from './visible.ts';
import { words } from './words.ts';

/** Exit code 0: answered. Throws a UsageError where there is no text. */
export async function runExplain(rest: readonly string[], json: boolean): Promise<0> {
  const checks = await loadFolder<Check>(new URL('../checks/', import.meta.url));
  if (rest.length === 1 && rest[0] === '--jsonl') {
    const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    await explainJsonl(input, (line) => void process.stdout.write(printable(line)), checks);
    return 0;
  }
  const question = explainQuestion(rest.length > 0 ? rest.join(' ') : await piped());
  if (question === null)
    throw new UsageError(words.en.explainSummary, ['registry-medic explain "manifest unknown"']);
  const reply = explain(question, checks, () => new Date());
  const out =
    json && reply.kind === 'verdict'
      ? printable(JSON.stringify(reply.verdict))
      : renderReply(reply, 'en', titlesOf(checks, 'en'));
  process.stdout.write(`${out}\n`);
  return 0;
}

/** What was piped in; nothing where a person sits at the keyboard. */
async function piped(): Promise<string> {
  return process.stdin.isTTY ? '' : allOf(process.stdin);
}
