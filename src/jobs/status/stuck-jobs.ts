/** Why jobs stand still: looked at once more where a glance shows that they do, so that the line has its cause and fixes. */
import type { Finding } from '../../engine/check.ts';
import type { Installation } from '../../engine/installation.ts';
import type { StatusLine } from '../../engine/status.ts';
import {
  type Examined,
  type ExamineSurroundings,
  examineInstallation,
  offeredFor,
} from '../installation/examine-installation.ts';

const LANGUAGE = 'en';
/** By the line they belong to. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  jobservice: ['no-worker-heartbeat'],
  queue: ['queue-paused', 'workers-starved', 'jobservice-hung'],
};
/** Two looks at the queues are three seconds apart. */
const LONGEST_MS = 6_000;

export function lookAtJobs(installation: Installation, surroundings: ExamineSurroundings): Promise<Examined> {
  const wanted = new Set(Object.values(CAUSES).flat());
  const checks = surroundings.checks.filter(({ id }) => wanted.has(id));
  return examineInstallation(installation, surroundings, { checks, longestMs: LONGEST_MS });
}

/** The line with what was proved of it; as it was where nothing was. */
export function withProof(line: StatusLine, { results, offers, pull }: Examined): StatusLine {
  const mine = CAUSES[line.id] ?? [];
  const proved = results.find(
    (result): result is Finding =>
      result.outcome === 'fail' && mine.includes(result.check.id) && isOf(line, result.data),
  );
  if (!proved) return line;
  return {
    ...line,
    ...quoted(line, proved),
    cause: proved.check.id,
    confidence: 'confirmed',
    steps: proved.steps(LANGUAGE),
    ...offeredFor(proved.check.id, offers, pull),
  };
}

/** A line about a queue says all that its evidence says first; of workers their pool tells. */
function quoted(line: StatusLine, { evidence }: Finding): Pick<StatusLine, 'quote'> {
  const said = line.quote ?? evidence.find(({ source }) => source === 'worker pool')?.says;
  return said === undefined || line.id === 'queue' ? {} : { quote: said };
}

/** Of several queues only the one that the finding is about. */
function isOf({ id, says }: StatusLine, data: unknown): boolean {
  if (id !== 'queue' || typeof data !== 'object' || data === null || !('type' in data)) return true;
  return says.includes(String(data.type));
}
