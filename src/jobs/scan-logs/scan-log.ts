/** A log from a file or from standard input: the same judging, with no cluster behind it. */
import { linesOf } from '../../clients/kubernetes/lines.ts';
import type { Check } from '../../engine/check.ts';
import type { LogLine } from '../../engine/cluster.ts';
import type { Reply } from '../../engine/reply.ts';
import { createTally } from '../../engine/text/tally.ts';
import { createBudget, type Limits } from './budget.ts';
import { scanLines } from './scan-lines.ts';
import { scanWords as words } from './words.ts';

const MAX_LINE = 64 * 1024;
/** A person at a terminal may wait, and may stop it. */
const LIMITS: Limits = { lines: 50_000_000, bytes: 8 * 1024 ** 3, ms: 15 * 60_000 };
/** When a line was written, where it begins with that. */
const STAMP = /^\[?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d| UTC)?/;

export async function scanLog(
  name: string,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  checks: readonly Check[],
  limits: Limits = LIMITS,
): Promise<Reply> {
  const started = performance.now();
  const parts = { tally: createTally(checks), budget: createBudget(limits) };
  const body = source instanceof Uint8Array ? pieces(source) : source;
  const read = await scanLines(stamped(body), { log: name, component: null }, parts);
  return {
    kind: 'scan-logs',
    report: {
      what: name,
      cluster: null,
      sinceSeconds: null,
      run: 'current',
      logs: [{ log: name, component: null, lines: read.lines }],
      lines: parts.budget.lines(),
      bytes: parts.budget.bytes(),
      ...parts.tally.result('en'),
      cut: read.cut === null ? [] : words.en.cuts([{ log: name, cut: read.cut }]),
      couldNotLook: [],
      at: new Date().toISOString(),
      ms: Math.round(performance.now() - started),
    },
  };
}

async function* stamped(body: AsyncIterable<Uint8Array>): AsyncGenerator<LogLine> {
  for await (const text of linesOf(body, MAX_LINE)) {
    const [, day, time, zone] = STAMP.exec(text) ?? [];
    yield { at: day === undefined ? null : `${day}T${time}${zone === ' UTC' ? 'Z' : (zone ?? 'Z')}`, text };
  }
}

/** In pieces, so that lines are made as they are needed. */
async function* pieces(all: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.byteLength; at += 65_536) yield all.subarray(at, at + 65_536);
}
