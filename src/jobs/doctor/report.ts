/** What the doctor found. */
export interface DoctorReport {
  /** ISO 8601. */
  readonly at: string;
  readonly lines: readonly DoctorLine[];
  /** 2: the configuration is wrong. 1: something it leads to is. 0: nothing is; notes and blind spots do not count. */
  readonly exitCode: 0 | 1 | 2;
}

export interface DoctorLine {
  /** `configuration`, `slack`, `redis`, `cluster prod`, `registry harbor`. */
  readonly area: string;
  /** `note`: fine as it is, worth knowing. */
  readonly state: 'ok' | 'note' | 'wrong' | 'could-not-look';
  /** One sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

export function reportOf(lines: readonly DoctorLine[], at: Date): DoctorReport {
  const wrong = lines.filter((line) => line.state === 'wrong');
  const exitCode = wrong.some((line) => line.area === 'configuration') ? 2 : wrong.length > 0 ? 1 : 0;
  return { at: at.toISOString(), lines, exitCode };
}

export function lineOf(area: string, state: DoctorLine['state'], says: string, mend?: string): DoctorLine {
  return { area, state, says, ...(mend === undefined ? {} : { mend }) };
}
