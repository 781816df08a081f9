import { expect, test } from 'vitest';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks, checkOf } from './all-checks.ts';
import { outcome } from './given.ts';

/** Tests a cause that only lines tell: one that shows it, and one that is near and does not. */
export function tellsLine(id: string, { shows, near }: { shows: string; near: string }): void {
  const causeOf = (line: string) => judgeText(line, allChecks, { component: 'log' }).cause?.id;

  test('it is known by its line', () => {
    expect(causeOf(shows)).toBe(id);
  });

  test('near miss: it is not read into a line beside it', () => {
    expect(causeOf(near)).not.toBe(id);
  });

  test('it is explained with steps, and no question from outside proves or rules it out', () => {
    const check = checkOf(id);
    expect(check.explains('en')).toMatch(/\.$/);
    expect(check.probably({}, 'en')).not.toMatch(/[.]$|undefined/);
    expect(check.scope).toBe('component');
    expect(outcome(id, {})).toBe('skip');
  });
}
