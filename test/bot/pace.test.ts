import { expect, test } from 'vitest';
import { lane } from '../../src/bot/pace.ts';

function clockedLane() {
  const clock = { ms: 1_000_000 };
  return { clock, of: lane(1_000, () => clock.ms) };
}

test('while Slack refuses nothing, nobody waits', () => {
  const { of } = clockedLane();
  expect(['a', 'b', 'c', 'a'].map((who) => of.turn(who).waitMs)).toEqual([0, 0, 0, 0]);
});

test('after a refusal each waits as long as Slack asked, and one second more for each that came before', () => {
  const { clock, of } = clockedLane();
  const first = of.turn('a');
  expect(of.refused('a', first, 7_000)).toBe(7_000);
  expect(['b', 'c', 'b'].map((who) => of.turn(who).waitMs)).toEqual([8_000, 9_000, 8_000]);
  clock.ms += 7_000;
  expect(of.turn('c').waitMs).toBe(2_000);
  expect(of.turn('a').waitMs).toBe(0);
  clock.ms += 1_000;
  expect(of.turn('d').waitMs).toBe(2_000);
  expect(of.turn('b').waitMs).toBe(0);
  clock.ms += 1_000;
  expect(of.turn('c').waitMs).toBe(0);
  clock.ms += 1_000;
  expect(of.turn('d').waitMs).toBe(0);
  clock.ms += 1_000;
  expect(['e', 'f'].map((who) => of.turn(who).waitMs)).toEqual([0, 0]);
});

test('calls refused side by side keep the order in which they were asked, before all later ones', () => {
  const { of } = clockedLane();
  const [a, b] = [of.turn('a'), of.turn('b')];
  expect(of.refused('b', b, 1_000)).toBe(1_000);
  expect(of.turn('c').waitMs).toBe(2_000);
  expect(of.refused('a', a, 1_000)).toBe(1_000);
  expect(['b', 'c'].map((who) => of.turn(who).waitMs)).toEqual([2_000, 3_000]);
});

test('who is refused again in its turn is still the first', () => {
  const { clock, of } = clockedLane();
  of.refused('a', of.turn('a'), 1_000);
  of.turn('b');
  clock.ms += 1_000;
  expect(of.refused('a', of.turn('a'), 5_000)).toBe(5_000);
  clock.ms += 1_000;
  expect(of.turn('b').waitMs).toBe(5_000);
});

test('nobody waits for ever for one that does not come back', () => {
  const { clock, of } = clockedLane();
  of.refused('gone', of.turn('gone'), 1_000);
  expect(of.turn('b').waitMs).toBe(2_000);
  clock.ms += 2_000;
  expect(of.turn('b').waitMs).toBe(0);
  clock.ms += 20_000;
  expect(of.turn('c').waitMs).toBe(0);
});

test('what people asked goes before what alerts tell, however long those wait', () => {
  const { clock, of } = clockedLane();
  of.refused('alert-1', of.turn('alert-1', 'alerts'), 1_000);
  expect(of.turn('alert-2', 'alerts').waitMs).toBe(2_000);
  expect(of.turn('asked', 'people').waitMs).toBe(1_000);
  expect(of.turn('alert-1', 'alerts').waitMs).toBe(2_000);
  clock.ms += 1_000;
  expect(of.turn('asked', 'people').waitMs).toBe(0);
  clock.ms += 1_000;
  expect(of.turn('alert-1', 'alerts').waitMs).toBe(0);
});
