import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AuditEvent, type AuditRecord, auditHash } from '../../src/engine/audit.ts';
import { type AuditStore, auditStore } from '../../src/store/audit.ts';
import { keys } from '../../src/store/keys.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

const EVENT: AuditEvent = {
  at: '2026-11-21T02:10:00.000Z',
  what: 'approved',
  who: 'U-ann',
  approval: 'apr-1',
  incident: 'inc-1',
  remediation: 'restart-jobservice',
  digest: 'd',
  cluster: 'prod',
  namespace: 'harbor',
  registry: null,
  says: 'yes',
};

describeWith('redis', 'the audit', () => {
  let part: TestRedis;
  let audit: AuditStore;
  beforeAll(async () => {
    part = await startTestRedis(11);
    audit = auditStore(part.redis);
  });
  beforeEach(() => part.redis.flushdb());
  afterAll(() => part.stop());
  const all = async (): Promise<readonly AuditRecord[]> => Array.fromAsync(audit.read());

  test('fifty writers at once make one chain without a gap', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => audit.tell({ ...EVENT, says: `${at}` }, `once-${at}`)),
    );
    const records = await all();
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(await audit.verify()).toMatchObject({ whole: true, records: 50 });
  });

  test('told twice it is written once', async () => {
    expect(await audit.tell(EVENT, 'a')).toBe('told');
    expect(await audit.tell({ ...EVENT, at: '2026-11-22T00:00:00.000Z' }, 'a')).toBe('known');
    expect(await all()).toHaveLength(1);
  });

  test('an empty audit is whole; the latest come first', async () => {
    expect(await audit.verify()).toMatchObject({ whole: true, records: 0 });
    for (const one of ['1', '2', '3']) await audit.tell({ ...EVENT, says: one }, one);
    expect((await audit.latest(2)).map(({ says }) => says)).toEqual(['3', '2']);
  });

  async function fill(): Promise<readonly AuditRecord[]> {
    for (let at = 1; at <= 5; at++) await audit.tell({ ...EVENT, says: `${at}` }, `${at}`);
    return all();
  }

  /** Somebody with Redis writes the stream anew, each record where the next free place is. */
  async function forge(change: (records: AuditRecord[]) => AuditRecord[]): Promise<void> {
    const forged = change([...(await fill())]);
    await part.redis.del(keys.audit);
    for (const [at, record] of forged.entries())
      await part.redis.xadd(keys.audit, `${at + 1}-0`, 'record', JSON.stringify(record));
  }
  const replace = (records: AuditRecord[], at: number, record: object): AuditRecord[] =>
    records.map((one, index) => (index === at ? { ...one, ...record } : one));

  test('one altered by hand is named', async () => {
    await forge((records) => replace(records, 2, { who: 'U-eve' }));
    expect(await audit.verify()).toEqual({ whole: false, seq: 3, wrong: 'altered' });
  });

  test('one altered with its hash made anew is named by the one after it', async () => {
    await forge((records) => {
      const { seq, before, hash: _, ...event } = { ...(records[2] as AuditRecord), who: 'U-eve' };
      return replace(records, 2, { ...event, hash: auditHash(event, seq, before) });
    });
    expect(await audit.verify()).toEqual({ whole: false, seq: 4, wrong: 'altered' });
  });

  test('one deleted is missed, the first one too', async () => {
    await fill();
    await part.redis.xdel(keys.audit, '2-0');
    expect(await audit.verify()).toEqual({ whole: false, seq: 2, wrong: 'missing' });
    await part.redis.xdel(keys.audit, '1-0');
    expect(await audit.verify()).toEqual({ whole: false, seq: 1, wrong: 'missing' });
  });

  test('one taken out with the others moved up is named by its place', async () => {
    await forge((records) => records.filter(({ seq }) => seq !== 2));
    expect(await audit.verify()).toEqual({ whole: false, seq: 2, wrong: 'out-of-order' });
  });

  test('two that changed places are named by the first of them', async () => {
    await forge(([a, b, c, d, e]) => [a, d, c, b, e] as AuditRecord[]);
    expect(await audit.verify()).toEqual({ whole: false, seq: 2, wrong: 'out-of-order' });
  });

  test('an end that was cut off is missed, by the stream’s own memory', async () => {
    await fill();
    await part.redis.del(keys.auditTold);
    await part.redis.xdel(keys.audit, '4-0', '5-0');
    expect(await audit.verify()).toEqual({ whole: false, seq: 4, wrong: 'cut' });
  });

  test('an end left out of a stream that was written anew is missed, by what was told', async () => {
    await forge((records) => records.slice(0, 3));
    expect(await audit.verify()).toEqual({ whole: false, seq: 4, wrong: 'cut' });
    await part.redis.del(keys.audit);
    expect(await audit.verify()).toEqual({ whole: false, seq: 1, wrong: 'cut' });
  });

  test('an audit that was made up anew with all that counts it is found by a hash kept elsewhere', async () => {
    const kept = (await fill()).at(-1)?.hash;
    expect(await audit.verify(kept)).toMatchObject({ whole: true, records: 5, last: kept });
    await part.redis.flushdb();
    await audit.tell({ ...EVENT, who: 'U-eve' }, '1');
    expect(await audit.verify()).toMatchObject({ whole: true });
    expect(await audit.verify(kept)).toEqual({ whole: false, seq: null, wrong: 'anchor-lost' });
  });

  test('one that is none of ours counts as altered', async () => {
    await forge((records) => replace(records, 4, { what: 'nonsense' }));
    expect(await audit.verify()).toEqual({ whole: false, seq: 5, wrong: 'altered' });
  });
});
