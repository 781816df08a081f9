/** The cause behind a line that no installation's check found: what was seen is itself the proof. Pure. */
import type { Check } from '../../engine/check.ts';
import type { StatusLine } from '../../engine/status.ts';
import type { Pull } from '../../engine/subject.ts';
import { judgeText } from '../../engine/text/judge.ts';

const LANGUAGE = 'en';

/** By the line's id, where what it says leaves no other cause. */
const PROVED: Readonly<Record<string, string>> = {
  dns: 'dns-failure',
  api: 'registry-unavailable',
  token: 'token-service-misconfigured',
  jobservice: 'no-worker-heartbeat',
  'read-only': 'read-only-mode',
  quota: 'quota-exceeded',
  gc: 'collection-failed',
};

/** Lines that quote somebody, whose words tell the cause. */
const QUOTED: Readonly<Record<string, string | undefined>> = {
  tcp: undefined,
  tls: undefined,
  replication: 'jobservice',
};

/** Adds cause and steps; a line that has them, or whose words tell nothing, stays as it is. */
export function withUsualCause(line: StatusLine, checks: readonly Check[], pull: Pull): StatusLine {
  if (line.cause !== undefined && line.steps !== undefined) return line;
  const proved = line.cause ?? provedBy(line);
  if (proved !== undefined) {
    const check = checks.find(({ id }) => id === proved);
    return check ? told(line, check, 'confirmed', pull) : line;
  }
  if (!(line.id in QUOTED) || line.quote === undefined) return line;
  const component = QUOTED[line.id];
  const { cause, confidence } = judgeText(line.quote, checks, component === undefined ? {} : { component });
  return cause ? told(line, cause, confidence, pull) : line;
}

/** A check's own line beside another line of the same cause: that one stays, with what the check knows of it. */
export function withoutTwins(lines: readonly StatusLine[]): readonly StatusLine[] {
  const isOwn = ({ id, cause }: StatusLine): boolean => id === cause;
  const twin = (line: StatusLine, own: boolean): StatusLine | undefined =>
    lines.find((other) => other !== line && other.cause === line.cause && isOwn(other) === own);
  return lines
    .filter((line) => !isOwn(line) || twin(line, false) === undefined)
    .map((line) => {
      const own = line.cause === undefined || isOwn(line) ? undefined : twin(line, true);
      if (!own) return line;
      const { id: _, says: __, health: ___, quote, ...known } = own;
      return { ...line, ...known, ...((line.quote ?? quote) ? { quote: line.quote ?? quote ?? '' } : {}) };
    });
}

function provedBy({ id, health }: StatusLine): string | undefined {
  if (id === 'certificate') return health === 'down' ? 'tls-expired' : undefined;
  // Nearly full is no cause of anything yet.
  if (id === 'quota' && health === 'warning') return undefined;
  return PROVED[id];
}

function told(
  line: StatusLine,
  check: Check,
  confidence: NonNullable<StatusLine['confidence']>,
  pull: Pull,
): StatusLine {
  const steps = line.steps ?? check.stepsFromText(pull, LANGUAGE);
  return { ...line, cause: check.id, confidence: line.confidence ?? confidence, steps };
}
