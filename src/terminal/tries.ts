/** Things to type, as they are typed in a terminal. Pure. */
import { SLASH } from '../engine/interpret.ts';

/** How this program is called. */
export const PROGRAM = 'registry-medic';

/** `/registry status` is `registry-medic status` here; anything else stays as it is. */
export function inTerminal(text: string): string {
  return text === SLASH || text.startsWith(`${SLASH} `) ? `${PROGRAM}${text.slice(SLASH.length)}` : text;
}

/** The line that asks about one of several subjects. */
export function askingAbout(subject: string): string {
  return subject.startsWith('why-') ? `${PROGRAM} ${subject}` : `${PROGRAM} why-pull-fails ${subject}`;
}
