/** `registry-medic audit verify` proves the audit whole, or names its first broken record; `export` prints it. */
import type { AuditWrong } from '../engine/audit.ts';
import { UsageError } from '../engine/command.ts';
import { readOptions } from '../engine/options-typed.ts';
import type { Words } from '../engine/words.ts';
import type { TerminalAudit } from '../jobs/act/from-terminal.ts';
import { printable } from './visible.ts';

const words: Words<{
  readonly usage: string;
  readonly whole: (records: number, last: string) => string;
  readonly broken: Readonly<Record<AuditWrong, (seq: number) => string>>;
  readonly anchorLost: (hash: string) => string;
}> = {
  en: {
    usage:
      '`audit` is followed by `verify` or `export`; `verify --holds <hash>` also looks whether the record of that hash is in it.',
    whole: (records, last) =>
      records === 0
        ? 'The audit is empty.'
        : `The audit is whole: ${records} records; the hash of the last is ${last}. Keep it elsewhere: registry-medic audit verify --holds ${last} then shows an audit that was written anew as well.`,
    broken: {
      altered: (seq) => `The audit is broken: record ${seq} was altered, or the one before it was.`,
      missing: (seq) => `The audit is broken: record ${seq} is missing.`,
      'out-of-order': (seq) => `The audit is broken: another record stands in the place of record ${seq}.`,
      cut: (seq) =>
        `The audit is broken: its end is cut off. Record ${seq} was written, and it and all after it are gone.`,
    },
    anchorLost: (hash) =>
      `The audit was written anew: its chain is whole, but no record in it has the hash ${hash}.`,
  },
};

const OPTIONS: ReadonlyMap<string, 'holds'> = new Map([['--holds', 'holds']]);
const HASH = /^[0-9a-f]{64}$/;

export async function runAudit(rest: readonly string[], json: boolean): Promise<0 | 1 | 2> {
  const read = readOptions(rest, OPTIONS);
  if ('wrong' in read) throw usage();
  const [verb, ...more] = read.rest;
  const { holds } = read.options;
  if (more.length > 0 || (verb !== 'verify' && verb !== 'export')) throw usage();
  if (holds !== undefined && (verb === 'export' || !HASH.test(holds))) throw usage();
  const { auditFromTerminal } = await import('../jobs/act/from-terminal.ts');
  const audit = auditFromTerminal();
  if (verb === 'export') {
    await audit.export((record) => process.stdout.write(`${printable(JSON.stringify(record))}\n`));
    return 0;
  }
  const verified = await audit.verify(holds);
  process.stdout.write(`${json ? JSON.stringify(verified) : sayVerified(verified, holds)}\n`);
  return verified.whole ? 0 : 1;
}

function sayVerified(verified: Awaited<ReturnType<TerminalAudit['verify']>>, holds = ''): string {
  if (verified.whole) return words.en.whole(verified.records, verified.last);
  return verified.seq === null ? words.en.anchorLost(holds) : words.en.broken[verified.wrong](verified.seq);
}

function usage(): UsageError {
  return new UsageError(words.en.usage, ['/registry audit verify', '/registry audit export']);
}
