/** `registry-medic audit verify` proves the audit whole, or names its first broken record; `export` prints it. */
import { UsageError } from '../engine/command.ts';
import type { Words } from '../engine/words.ts';

const words: Words<{
  readonly usage: string;
  readonly whole: (records: number, last: string) => string;
  readonly broken: (seq: number, wrong: 'altered' | 'missing' | 'out-of-order') => string;
}> = {
  en: {
    usage: '`audit` is followed by `verify` or `export`.',
    whole: (records, last) =>
      records === 0
        ? 'The audit is empty.'
        : `The audit is whole: ${records} records; the hash of the last is ${last}. Keep that hash elsewhere, and a truncation shows too.`,
    broken: (seq, wrong) =>
      wrong === 'missing'
        ? `The audit is broken: record ${seq} is missing.`
        : wrong === 'altered'
          ? `The audit is broken: record ${seq} was altered, or the one before it was.`
          : `The audit is broken: record ${seq} is out of order.`,
  },
};

export async function runAudit(rest: readonly string[], json: boolean): Promise<0 | 1 | 2> {
  const [verb, ...more] = rest;
  if (more.length > 0 || (verb !== 'verify' && verb !== 'export'))
    throw new UsageError(words.en.usage, ['/registry audit verify', '/registry audit export']);
  const { auditFromTerminal } = await import('../jobs/act/from-terminal.ts');
  const audit = auditFromTerminal();
  if (verb === 'export') {
    await audit.export((record) => process.stdout.write(`${JSON.stringify(record)}\n`));
    return 0;
  }
  const verified = await audit.verify();
  const says = verified.whole
    ? words.en.whole(verified.records, verified.last)
    : words.en.broken(verified.seq, verified.wrong);
  process.stdout.write(`${json ? JSON.stringify(verified) : says}\n`);
  return verified.whole ? 0 : 1;
}
