/** `triage --jsonl`: a line with a message event or a webhook in, a line with what it is about out, in the same order. */
import { z } from 'zod';
import type { Words } from '../words.ts';
import { NOTHING, type Triage } from './reading.ts';
import { triageEvent } from './triage.ts';
import { triageWebhook } from './webhook.ts';

const words: Words<{ readonly notJson: string; readonly notOurs: string }> = {
  en: {
    notJson: 'this line is not JSON; write {"id": "…", "event": {…}}',
    notOurs:
      'this line holds neither {"id", "event": {…}} nor {"id", "webhook": "alertmanager"|"grafana"|"pagerduty"|"harbor", "body": {…}}',
  },
};

const id = z.union([z.string(), z.number()]);
const Line = z.union([
  z.object({ id, event: z.record(z.string(), z.unknown()) }),
  z.object({
    id,
    webhook: z.enum(['alertmanager', 'grafana', 'pagerduty', 'harbor']),
    body: z.record(z.string(), z.unknown()),
  }),
]);

/** Reads one line; one that cannot be read gets `error` and an answer that says nothing. */
export function triageLine(line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return JSON.stringify({ id: null, ...contract(NOTHING), error: words.en.notJson });
  }
  const parsed = Line.safeParse(value);
  if (!parsed.success) {
    const named = z.object({ id }).safeParse(value);
    const about = named.success ? named.data.id : null;
    return JSON.stringify({ id: about, ...contract(NOTHING), error: words.en.notOurs });
  }
  const given = parsed.data;
  const triage = 'event' in given ? triageEvent(given.event) : triageWebhook(given.webhook, given.body);
  return JSON.stringify({ id: given.id, ...contract(triage) });
}

/** What others measure us by: keys are only ever added. */
function contract({ relevant, alertname, status, targets }: Triage) {
  return { relevant, alertname, status, targets };
}

/** Reads every line of the input; blank lines are passed over. */
export async function triageJsonl(
  input: AsyncIterable<string>,
  write: (line: string) => void | Promise<void>,
): Promise<void> {
  for await (const line of input) if (line.trim() !== '') await write(`${triageLine(line)}\n`);
}
