/** The bare error inside what loggers, shells and people put around it, for patterns that name its first or last word. */
import { wrapperEnd } from './unwrap.ts';

/** A part of a segment, and where in it that part begins. */
export interface Core {
  readonly text: string;
  readonly offset: number;
}

/** What stands before an error: quotation marks and bullets, times, levels. */
const BEFORE =
  /^(?:[\s>*•"'`([{-]{1,40}|\d{4}-\d\d-\d\d[T ][\d:.,]{5,20}Z? |(?:message|error|detail)": ?"|[\w.$]{1,100}(?:Error|Exception): |\[?(?:ERROR|Error|error|FATAL|fatal|WARNING)\]?:? (?=\S))/;
/** What stands behind one: the end of a sentence, of a quotation, of a record. */
const BEHIND = /[\s"'`.,;)\]}]{1,40}$/;
/** Where the kubelet's log lines hold the error. */
const LOGGED = /\berr="/;

/** The bare error of a segment; null where nothing stands around it. Pure. */
export function coreOf(text: string): Core | null {
  const logged = LOGGED.exec(text);
  const start = logged ? logged.index + logged[0].length : 0;
  const next = logged ? text.slice(start).search(/" \w{1,40}=/) : -1;
  const whole = next < 0 ? text.slice(start) : text.slice(start, start + next);
  const from = beginOf(whole);
  const bare = whole.slice(from).replace(BEHIND, '');
  return bare === text || bare === '' ? null : { text: bare, offset: start + from };
}

function beginOf(text: string): number {
  let from = 0;
  for (let layer = 0; layer < 12; layer += 1) {
    const rest = text.slice(from);
    const taken = BEFORE.exec(rest)?.[0].length ?? wrapperEnd(rest, rest.length);
    if (taken === 0) return from;
    from += taken;
  }
  return from;
}

const anchored = new WeakMap<RegExp, boolean>();

/** Whether a pattern speaks of the beginning or the end of the text. */
export function isAnchored(pattern: RegExp): boolean {
  const known = anchored.get(pattern);
  if (known !== undefined) return known;
  const found = /[\^$]/.test(pattern.source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, ''));
  anchored.set(pattern, found);
  return found;
}
