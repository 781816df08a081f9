/** The alerts of a grouped message, each by itself: lists of labels one after another, or a sentence for each. */
import { clusterAmong, othersOf } from './cluster-named.ts';
import type { AlertStatus } from './reading.ts';
import { besides, listed, matchers, silenced, spoken } from './spoken.ts';
import { type AlertTarget, type Labels, targetOf } from './target.ts';

export interface Part {
  /** Where the list it stands in says so. */
  readonly status: AlertStatus | null;
  readonly labels: Labels;
  readonly target: AlertTarget;
  readonly lines: string;
}

/** `*Firing*`, `Alerts Resolved:`, `:fire: Firing (2)`: what stands below is so. */
const SECTION =
  /^(?:[^\w\n]|:[a-z0-9_+-]{1,40}:){0,12}(?:alerts?\s)?(firing|resolved)(?:\salerts?)?[^\w\n]{0,6}(?:\(?\d{1,4}\)?)?[^\w\n]{0,6}$/i;

/** A row that starts one alert's labels or text. */
const OPENS = /^[^\w\n]{0,6}(?:alert\s)?(?:labels|details)[*_`]{0,2}:?[*_`]{0,2}$/i;

/** Names that an alert has once, so that the second of them belongs to the next alert. */
const ONCE =
  /^(?:[-•●*]\s{1,4})?[*_`]{0,2}(alertname|alert|alert name|cluster|pod name|reason|severity|priority|env|environment|title|node|labels|started|starts at|startsat|since|time|runbook|graph|source|description|summary|message|value|namespace|pod|container|deployment|statefulset|daemonset|job_name|image|instance|status)[*_`]{0,2}\s{0,4}(?:[:=]|`)/i;

/** `*Alert:* KubePodNotReady`: its name, not its summary. */
const NAME = /^[A-Z][a-z0-9]+(?:[A-Z0-9][A-Za-z0-9]*)+$/;

const STATUS = /^[^\w\n]{0,6}(?:status|state)[*_`]{0,2}\s{0,4}[:=][^\w\n]{0,6}(firing|resolved)\b/im;

/** `[ALERT - KubePodNotReady]`: a heading above one alert (Rancher's template). */
const HEAD = /^[^\w\n]{0,6}\[alert\s{0,3}[-–:#][^\n\]]{1,200}\]/i;

/** `[RESOLVED] …`, `:white_check_mark: …`, `… (resolved)`: a row that says the state of the alert it names. */
const ROW_STATE =
  /^[^\w\n]{0,8}\[?(firing|resolved)\b|(:white_check_mark:|:large_green_circle:|:heavy_check_mark:)|[([](firing|resolved)[)\]]\W{0,4}$/i;

const MOST = 60;

/** Fewer than two that differ: none, for then the message tells of one. Pure; linear. */
export function partsOf(lines: string): readonly Part[] {
  const parts = split(lines)
    .slice(0, MOST)
    .flatMap(({ status, own: first, rows }) => {
      const text = rows.join('\n');
      const links = text.match(/https?:\/\/[^\s<>|]{1,4000}/g) ?? [];
      const read: Labels = { ...spoken(text), ...listed(text), ...silenced(links) };
      const cluster = read.cluster ? null : clusterAmong(rows, othersOf(read));
      const labels: Labels = { ...named(read), ...read, ...(cluster ? { cluster } : {}) };
      const target = targetOf(labels);
      const own = STATUS.exec(text)?.[1]?.toLowerCase() as AlertStatus | undefined;
      return target ? [{ status: own ?? first ?? status, labels, target, lines: text }] : [];
    });
  const whole = parts.reduce<readonly Part[]>(joined, []);
  const apart = whole.filter(
    (part, index) => !whole.some((other, at) => at !== index && tellsMore(other, part, at < index)),
  );
  return apart.length > 1 ? apart : [];
}

interface Rows {
  readonly status: AlertStatus | null;
  /** What its first row with a place says of itself. */
  readonly own: AlertStatus | null;
  readonly rows: string[];
}

function split(lines: string): readonly Rows[] {
  const all: Rows[] = [];
  let now: Rows = { status: null, own: null, rows: [] };
  let once = new Set<string>();
  let place: string | undefined;
  const next = (status: AlertStatus | null, heads: readonly string[] = []) => {
    all.push(now);
    now = { status, own: null, rows: [...heads] };
    once = new Set();
    place = undefined;
  };
  for (const row of rowsOf(lines)) {
    if (row === '') {
      now.rows.push(row);
      continue;
    }
    const section = SECTION.exec(row)?.[1]?.toLowerCase() as AlertStatus | undefined;
    // `Cluster` heads an alert and `cluster` is a label of the same one.
    const name = ONCE.exec(row)?.[1];
    const told = placeOf(row);
    const begins = (name && once.has(name)) || (OPENS.test(row) && once.has('alertname'));
    if (section) next(section);
    else if (HEAD.test(row) && now.rows.length > 0) next(now.status);
    else if (begins || (told && place && told !== place)) next(now.status, headsOf(now.rows));
    if (name) once.add(name);
    if (told && place === undefined) now = { ...now, own: rowState(row) };
    place ??= told;
    now.rows.push(row);
  }
  return [...all, now];
}

function rowsOf(lines: string): readonly string[] {
  return lines
    .slice(0, 40_000)
    .split('\n')
    .map((line) => line.trim().slice(0, 4000));
}

function placeOf(row: string): string | undefined {
  const written = besides([row]);
  const isWhole = written.pod !== undefined && written.namespace !== undefined;
  const { namespace = '', pod } = row.includes('="') ? matchers([row]) : isWhole ? written : spoken(row);
  return pod === undefined ? undefined : `${namespace}/${pod}`;
}

function rowState(row: string): AlertStatus | null {
  const [, first, sign, last] = ROW_STATE.exec(row) ?? [];
  if (first ?? last) return (first ?? last)?.toLowerCase() as AlertStatus;
  return sign ? 'resolved' : null;
}

/** The paragraph just begun, whose heading and first rows stand above the row that shows it to be another alert's. */
function headsOf(rows: string[]): readonly string[] {
  const blank = rows.lastIndexOf('');
  const heads = blank < 0 ? [] : rows.slice(blank + 1);
  // What names a place, or an alert of its own, has its part already.
  if (heads.length === 0 || heads.some((row) => ONCE.test(row))) return [];
  rows.length = blank;
  return heads;
}

function named({ alert = '' }: Labels): Labels {
  return NAME.test(alert) ? { alertname: alert } : {};
}

/** What two parts tell of one pod and nowhere differently is one alert's: a sentence, then its list. */
function joined(before: readonly Part[], part: Part): readonly Part[] {
  const last = before.at(-1);
  if (!last || !part.target.pod || last.target.pod !== part.target.pod || !isOneAlert(last, part))
    return [...before, part];
  const clashes = Object.entries(part.target).some(
    ([key, value]) => (last.target[key as keyof AlertTarget] ?? value) !== value,
  );
  if (clashes) return [...before, part];
  const labels = { ...last.labels, ...part.labels };
  const target = targetOf(labels) ?? last.target;
  const status = last.status ?? part.status;
  return [...before.slice(0, -1), { status, labels, target, lines: `${last.lines}\n${part.lines}` }];
}

function isOneAlert(one: Part, other: Part): boolean {
  if (one.status !== other.status && one.status !== null && other.status !== null) return false;
  const names = [one.labels.alertname, other.labels.alertname].filter((name) => name !== undefined);
  return new Set(names).size < 2;
}

/** The same alert told again, in fewer words or the same: of two equal ones the first stays. */
function tellsMore(other: Part, part: Part, isBefore: boolean): boolean {
  if (!isOneAlert(other, part)) return false;
  const entries = Object.entries(part.target);
  const isWithin = entries.every(([key, value]) => other.target[key as keyof AlertTarget] === value);
  return isWithin && (Object.keys(other.target).length > entries.length || isBefore);
}
