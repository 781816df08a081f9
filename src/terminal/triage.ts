/** `triage --jsonl`: what alerts and webhooks of standard input are about; touches no network. */
import { createInterface } from 'node:readline';
import { triageJsonl } from '../engine/alerts/jsonl.ts';
import { UsageError } from '../engine/command.ts';
import { printable } from './visible.ts';
import { words } from './words.ts';

/** Exit code 0: answered. Throws a UsageError for anything but `--jsonl`. */
export async function runTriage(rest: readonly string[]): Promise<0> {
  if (rest.length !== 1 || rest[0] !== '--jsonl')
    throw new UsageError(words.en.triageSummary, ['registry-medic triage --jsonl < alerts.jsonl']);
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await triageJsonl(input, (line) => void process.stdout.write(printable(line)));
  return 0;
}
