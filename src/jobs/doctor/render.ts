/** The doctor's report as text for a terminal. Pure. */
import type { Words } from '../../engine/words.ts';
import type { DoctorLine, DoctorReport } from './report.ts';

const words: Words<{
  readonly state: Readonly<Record<DoctorLine['state'], string>>;
  readonly mend: (says: string) => string;
  readonly sum: (wrong: number, blind: number) => string;
}> = {
  en: {
    state: { ok: 'ok', note: 'note', wrong: 'WRONG', 'could-not-look': 'could not look' },
    mend: (says) => `to mend it: ${says}`,
    sum: (wrong, blind) =>
      wrong === 0
        ? `Nothing is wrong${blind > 0 ? `; ${blind} could not be looked at` : ''}.`
        : `${wrong} to mend${blind > 0 ? `; ${blind} could not be looked at` : ''}.`,
  },
};

/** Grouped by area, in the order in which they were looked at. */
export function renderDoctor(report: DoctorReport): string {
  const areas = Map.groupBy(report.lines, (line) => line.area);
  const text = [...areas].flatMap(([area, lines]) => [area, ...lines.flatMap(renderLine), '']);
  const count = (state: DoctorLine['state']): number =>
    report.lines.filter((line) => line.state === state).length;
  return [...text, words.en.sum(count('wrong'), count('could-not-look'))].join('\n');
}

function renderLine({ state, says, mend }: DoctorLine): readonly string[] {
  const head = words.en.state[state].padEnd(14);
  const more = mend === undefined ? [] : [`  ${' '.repeat(14)} ${words.en.mend(mend)}`];
  return [`  ${head} ${says}`, ...more];
}
