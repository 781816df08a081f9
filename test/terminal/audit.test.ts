/** `audit verify`, `audit export` and `rbac` as an operator types them, against a real Redis. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { AuditEvent, AuditRecord } from '../../src/engine/audit.ts';
import { auditStore } from '../../src/store/audit.ts';
import { keys } from '../../src/store/keys.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from '../store/setup.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const EVENT: AuditEvent = {
  at: '2026-11-21T02:10:00.000Z',
  what: 'approved',
  who: 'U0TOMO0001',
  approval: 'apr-1',
  incident: 'inc-1',
  remediation: 'restart-jobservice',
  digest: 'd',
  cluster: 'prod',
  namespace: 'harbor',
  registry: null,
  says: 'Restart `jobservice`',
};

let env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: '/nowhere' };
const cli = (...argv: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    );
  });

describeWith('redis', 'the audit in a terminal', () => {
  let part: TestRedis;
  let folder = '';
  beforeAll(async () => {
    part = await startTestRedis(9);
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    await writeFile(join(folder, 'config.yaml'), 'clusters: []\n');
    env = { ...env, REDIS_URL: part.url, REGISTRY_MEDIC_CONFIG: join(folder, 'config.yaml') };
  });
  beforeEach(async () => {
    await part.redis.flushdb();
    const audit = auditStore(part.redis);
    for (const at of [1, 2, 3]) await audit.tell({ ...EVENT, says: `step ${at}` }, `${at}`);
  });
  afterAll(async () => {
    await part.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const records = async (): Promise<readonly AuditRecord[]> => Array.fromAsync(auditStore(part.redis).read());

  test('whole: exit code 0, with the hash to keep, which then holds it', async () => {
    const last = (await records()).at(-1)?.hash ?? '';
    const verified = await cli('audit', 'verify');
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain(`3 records; the hash of the last is ${last}`);
    expect(await cli('audit', 'verify', '--holds', last)).toMatchObject({ code: 0 });
    const other = await cli('audit', 'verify', '--holds', 'f'.repeat(64));
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('written anew') });
  });

  test('one record altered by hand: exit code 1, and its number', async () => {
    // A stream takes no entry before its last: whoever alters one writes it anew.
    const all = await records();
    await part.redis.del(keys.audit);
    for (const one of all) {
      const kept = one.seq === 2 ? { ...one, who: 'U0EVE00001' } : one;
      await part.redis.xadd(keys.audit, `${one.seq}-0`, 'record', JSON.stringify(kept));
    }
    const verified = await cli('audit', 'verify');
    expect(verified.code).toBe(1);
    expect(verified.out).toContain('record 2 was altered');
    expect(JSON.parse((await cli('audit', 'verify', '--json')).out)).toEqual({
      whole: false,
      seq: 2,
      wrong: 'altered',
    });
  });

  test.each([
    ['one taken out', ['2-0'], 'record 2 is missing'],
    ['the end cut off', ['2-0', '3-0'], 'its end is cut off. Record 2 was written'],
  ])(
    '%s: exit code 1',
    async (_, gone, says) => {
      await part.redis.xdel(keys.audit, ...gone);
      expect(await cli('audit', 'verify')).toMatchObject({ code: 1, out: expect.stringContaining(says) });
    },
    300_000,
  );

  test('export: every record as one line of JSON, oldest first', async () => {
    const { code, out } = await cli('audit', 'export');
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRecord);
    expect(lines).toEqual(await records());
  });

  test.each([
    ['audit'],
    ['audit delete'],
    ['audit verify --holds 12'],
    ['audit export --holds x'],
    ['audit verify now'],
  ])(
    'what cannot be read is told with what to type, exit code 2: %s',
    async (typed) => {
      const { code, err } = await cli(...typed.split(' '));
      expect(code).toBe(2);
      expect(err).toContain('registry-medic audit verify');
    },
    300_000,
  );

  test('rbac: another set of fixes, other rights; never a wildcard', async () => {
    const printed = async (fixes: string) => {
      const { code, out } = await cli('rbac', '--fixes', fixes, '--namespaces', 'harbor');
      expect(code).toBe(0);
      const all = parseAllDocuments(out).map(
        (one) => one.toJS() as { kind: string; metadata: { name: string }; rules?: object },
      );
      return JSON.stringify(
        all.filter(({ metadata }) => metadata.name.includes('remediator')).map(({ rules }) => rules ?? null),
      );
    };
    const [restart, copy] = [await printed('restart-jobservice'), await printed('copy-pull-secret')];
    expect(restart).toContain('"pods/eviction"');
    expect(restart).not.toContain('"secrets"');
    expect(copy).toContain('"secrets"');
    expect(copy).not.toContain('"pods/eviction"');
    expect(restart + copy).not.toContain('"*"');
    expect(await cli('rbac', '--fixes', 'copy-pull-secret')).toMatchObject({ code: 2 });
  });
});
