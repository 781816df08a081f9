/** Joins the lines of a log that belong together: stack traces, panics, lines that were broken. Pure. */
import type { LogLine } from '../cluster.ts';

/** A record is no longer, characters; what follows is counted and left out. */
const LONGEST = 16 * 1024;
const MOST_LINES = 120;

/** What begins a record of its own, in every log we know: a time, a level, an address, JSON, a klog letter. */
const BEGINS =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\d{1,3}(?:\.\d{1,3}){3}\b|[A-Z][a-z]{2} [ \d]\d \d\d:|\d\d?:\d\d:\d\d|time=|ts=|level=|\{"|\[?(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|PANIC)\]?\b|[IWEF]\d{4} |\d+:[A-Z] \d)/;

/** What can only go on with what was said before. */
const GOES_ON =
  /^(?:[ \t]+\S|at [\w$.<]|Caused by: |\.\.\. \d+ more|goroutine \d+ \[|created by |exit status \d|[\w./*()-]{1,200}\.go:\d+|\}|\)|\])/;

/** After these all lines belong to it until one begins a record. */
const OPENS = /(?:^|[ \]])(?:panic: |fatal error: |Traceback \(most recent call last\)|goroutine \d+ \[)/;

/** `kubectl logs --prefix`, `stern` and `docker compose logs` put the speaker before each line. */
const PREFIX = /^(?:\[pod\/[^\]\s]{1,300}\] |[\w.-]{1,80} +\| ?)/;

export interface Records {
  /** The record that this line ends, if it does. */
  push(line: LogLine): LogLine | null;
  /** The last record. */
  end(): LogLine | null;
}

export function createRecords(): Records {
  let at: string | null = null;
  let text: string | null = null;
  let lines = 0;
  let isOpen = false;

  const take = (): LogLine | null => (text === null ? null : { at, text });

  return {
    push(line) {
      const said = line.text.replace(PREFIX, '');
      if (text !== null && belongs(said, text, isOpen) && lines < MOST_LINES) {
        if (text.length + said.length < LONGEST) text = joined(text, said, isOpen);
        lines += 1;
        isOpen ||= OPENS.test(said);
        return null;
      }
      const done = take();
      at = line.at;
      text = said.slice(0, LONGEST);
      lines = 1;
      isOpen = OPENS.test(said);
      return done;
    },
    end() {
      const done = take();
      text = null;
      return done;
    },
  };
}

function belongs(line: string, before: string, isOpen: boolean): boolean {
  if (BEGINS.test(line)) return false;
  return isOpen || GOES_ON.test(line) || isTorn(before);
}

/** A line that a terminal broke ends where no sentence does. */
function isTorn(before: string): boolean {
  return /(?::|,|desc =|err=|error=)$/.test(before);
}

/** A torn line is one line again; what is below another stays below it. */
function joined(before: string, line: string, isOpen: boolean): string {
  return !isOpen && isTorn(before) && !/^\s/.test(line) ? `${before} ${line}` : `${before}\n${line}`;
}
