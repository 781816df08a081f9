import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../src/engine/quiet-hours.ts';

const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin', except: [] };

describe('quiet hours', () => {
  test.each([
    ['before midnight', night, '2026-01-10T21:30:00Z', '2026-01-11T06:00:00.000Z'],
    ['after midnight', night, '2026-01-11T03:30:20Z', '2026-01-11T06:00:00.000Z'],
    ['its first minute', night, '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['its end', night, '2026-01-11T06:00:00Z', null],
    ['the day', night, '2026-01-11T12:00:00Z', null],
    ['summer: another hour', night, '2026-07-10T04:59:59Z', '2026-07-10T05:00:00.000Z'],
    [
      'the night the clock goes forward: one hour less',
      night,
      '2026-03-28T21:30:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'the night the clock goes back: one hour more',
      night,
      '2026-10-24T21:30:00Z',
      '2026-10-25T06:00:00.000Z',
    ],
    [
      'an end that this night leaves out',
      { ...night, to: '02:30' },
      '2026-03-28T22:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'within one day',
      { ...night, from: '09:00', to: '17:00', zone: 'UTC' },
      '2026-01-10T16:59:00Z',
      '2026-01-10T17:00:00.000Z',
    ],
    [
      'a quarter of an hour off',
      { ...night, zone: 'Asia/Kathmandu' },
      '2026-01-10T16:15:00Z',
      '2026-01-11T01:15:00.000Z',
    ],
    [
      'half an hour moved',
      { ...night, zone: 'Australia/Lord_Howe' },
      '2026-10-03T14:00:00Z',
      '2026-10-03T20:00:00.000Z',
    ],
    [
      'across the date line',
      { ...night, zone: 'Pacific/Auckland' },
      '2026-01-10T12:00:00Z',
      '2026-01-10T18:00:00.000Z',
    ],
  ])('%s', (_name, quiet, now, end) => {
    expect(quietUntil(quiet, new Date(now))?.toISOString() ?? null).toBe(end);
  });

  test('around the night the clock goes forward: every end is not quiet any more', () => {
    for (let at = Date.UTC(2026, 2, 27); at < Date.UTC(2026, 2, 31); at += 7 * 60_000) {
      const end = quietUntil(night, new Date(at));
      if (end === null) continue;
      expect(quietUntil(night, end)).toBeNull();
      expect(end.getTime() - at).toBeLessThanOrEqual(9 * 60 * 60_000);
    }
  });
});
