import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RemediationsConfig } from '../../../src/config.ts';
import { type ActParts, act } from '../../../src/jobs/act/act.ts';
import { auditStore } from '../../../src/store/audit.ts';
import { freezeStore } from '../../../src/store/freezes.ts';
import { describeWith } from '../../setup/part.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';

describeWith('redis', 'verbs done at once', () => {
  let part: TestRedis;
  let parts: ActParts;
  beforeAll(async () => {
    part = await startTestRedis(13);
    parts = {
      audit: auditStore(part.redis),
      freezes: freezeStore(part.redis),
      config: RemediationsConfig.parse({
        enabled: ['set-nearest-tag'],
        approvers: [
          { groups: ['S0ONCALL01'], risks: ['medium'] },
          { users: ['U0MINA0001'], remediations: ['x'] },
        ],
      }),
      topics: [
        { id: 'set-nearest-tag', title: 'Set the nearest tag', risk: 'medium' },
        { id: 'roll-back-image', title: 'Roll back the image', risk: 'medium' },
      ],
      now: () => new Date('2026-11-21T02:00:00.000Z'),
    };
  });
  beforeEach(() => part.redis.flushdb());
  afterAll(() => part.stop());
  const rosa = { user: 'U0ROSA0001', approver: 'no', key: 'k1' } as const;
  const tomo = { user: 'U0TOMO0001', approver: 'yes', key: 'k2' } as const;

  test('anyone freezes, only an approver lifts it; both are in the audit once', async () => {
    const freeze = { do: 'freeze', where: '*', why: 'release night' } as const;
    expect((await act(freeze, rosa, parts)).says).toContain('release night');
    await act(freeze, rosa, parts);
    expect(await parts.freezes.over('prod')).toMatchObject({ by: 'U0ROSA0001' });
    expect((await act({ do: 'unfreeze', where: '*' }, rosa, parts)).says).toMatch(/may approve/);
    expect(await parts.freezes.over('prod')).not.toBeNull();
    expect((await act({ do: 'unfreeze', where: '*' }, tomo, parts)).says).toMatch(/allowed again/);
    const told = await act({ do: 'history', about: null }, rosa, parts);
    expect(told.lines).toHaveLength(2);
    expect(told.lines[0]).toContain('<@U0TOMO0001>');
  });

  test('what is not frozen is said not to be', async () => {
    expect((await act({ do: 'unfreeze', where: 'prod' }, tomo, parts)).says).toContain('`prod`');
  });

  test('fixes: what is enabled, who may, what is off, what is frozen', async () => {
    await act({ do: 'freeze', where: 'prod', why: 'moving' }, rosa, parts);
    const { says, lines } = await act({ do: 'fixes' }, rosa, parts);
    expect(says).toMatch(/1 of 2/);
    expect(lines.join('\n')).toContain('moving');
    expect(lines.join('\n')).toMatch(/`set-nearest-tag`.*<!subteam\^S0ONCALL01>/);
    expect(lines.join('\n')).not.toContain('U0MINA0001');
    expect(lines.join('\n')).toMatch(/Not enabled: `roll-back-image`/);
  });

  test('history about one thing leaves the rest out', async () => {
    await act({ do: 'freeze', where: 'prod', why: 'moving' }, rosa, parts);
    await act({ do: 'freeze', where: 'test', why: 'trying' }, { ...rosa, key: 'k3' }, parts);
    expect((await act({ do: 'history', about: 'test' }, rosa, parts)).lines).toHaveLength(1);
    expect((await act({ do: 'history', about: 'none' }, rosa, parts)).lines).toEqual(['Nothing yet.']);
  });
});
