/** What a line of complaint looks like without its times, ids, names and numbers, so that like ones meet. Pure. */

/** Levels at which components complain, in the forms of Go, Postgres, nginx, Redis, klog and Python. */
const COMPLAINS =
  /\[(?:ERROR|FATAL|PANIC|CRITICAL|error|crit|alert|emerg)\]|\blevel"?[=:] ?"?(?:error|fatal|panic|critical)\b|(?:^|[\s:])(?:ERROR|FATAL|PANIC|CRITICAL)[:\s]|^[EF]\d{4} \d\d:|^panic: |^fatal error: |^Traceback /;

const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]{5,20}(?:Z| ?[+-]\d\d:?\d\d| UTC)?/g, '<time>'],
  [/\bsha256:[0-9a-f]{6,64}/g, '<digest>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, '<address>'],
  [/\b(?=[0-9a-f]{0,32}\d)[0-9a-f]{8,64}\b/gi, '<id>'],
  [/"[^"\n]{1,300}"/g, '"…"'],
  [/(?:\/[\w.%@~-]{1,200}){2,}/g, '<path>'],
  [/\d+/g, '#'],
];
const LONGEST = 200;

export function complains(line: string): boolean {
  return COMPLAINS.test(line);
}

export function shapeOf(line: string): string {
  const first = line.split('\n', 1)[0] ?? '';
  return VARYING.reduce((left, [varying, instead]) => left.replace(varying, instead), first.slice(0, 600))
    .replace(/\s{2,}/g, ' ')
    .slice(0, LONGEST);
}
