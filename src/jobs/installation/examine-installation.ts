/**
 * Looks at an installation from the inside: asks every probe its checks need, and runs all of them. With
 * `component-logs` among the probes, the log of a sick component proves causes as well.
 */
import type { Asking, Step } from '../../engine/asking.ts';
import type { Check, CheckResult } from '../../engine/check.ts';
import type { Gathered } from '../../engine/gather.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Pull, SyncSubject } from '../../engine/subject.ts';
import type { HeardNoise } from '../../engine/text/heard.ts';
import type { OfferedRemediation } from '../../engine/verdict.ts';
import { currentRequest } from '../../log.ts';
import { gatherAll, openAsking } from '../observed.ts';
import { notOffered, offersFor } from '../remediate/offers.ts';
import type { Surroundings } from '../surroundings.ts';
import { harborOf } from './harbor-of.ts';
import { hearLogs } from './hear-logs.ts';
import { type Weighed, withLogs } from './weighed-logs.ts';

/** Over after this long, whatever is still open; milliseconds. */
const LONGEST_MS = 45_000;
const LANGUAGE = 'en';

export interface ToExamine {
  readonly checks: readonly Check[];
  /** Probes whose answers are wanted in any case. */
  readonly always?: readonly Probe<unknown>[];
  /** The sync that is asked about. */
  readonly sync?: SyncSubject;
  /** How long all of it may take, milliseconds; 45 s when absent. */
  readonly longestMs?: number;
}

export type ExamineSurroundings = Pick<Surroundings, 'clusters' | 'network' | 'checks' | 'now'> &
  // Without them nothing is offered.
  Partial<Pick<Surroundings, 'remediations' | 'fixSettings'>>;

export interface Examined extends Gathered {
  /** What the logs of its components say, where they were asked for. */
  readonly heard: readonly Weighed[];
  readonly noise: readonly HeardNoise[];
  /** What was looked at; a fix looks at the same again. */
  readonly pull: Pull;
  /** The fixes of what was found, by check id; of what only words say they are named and not offered. */
  readonly offers: ReadonlyMap<string, readonly OfferedRemediation[]>;
}

/** Never throws for what an installation or a cluster says; what could not be asked is among the answers. */
export async function examineInstallation(
  installation: Installation,
  surroundings: ExamineSurroundings,
  { checks, always = [], sync, longestMs = LONGEST_MS }: ToExamine,
  onStep?: (step: Step) => void,
): Promise<Examined> {
  const signal = AbortSignal.timeout(longestMs);
  const requestId = currentRequest();
  const network = surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) });
  const { host, name, place } = installation;
  const pull: Pull = { image: host ?? name, installation, ...(sync ? { sync } : {}) };
  const asking = openAsking({
    pull,
    cluster: place === null ? null : (surroundings.clusters.get(place.cluster) ?? null),
    network,
    harbor: harborOf(installation, network),
    signal,
    ...(surroundings.fixSettings ? { fixSettings: surroundings.fixSettings } : {}),
    now: surroundings.now,
    ...(onStep ? { onStep } : {}),
  });
  const gathered = await gatherAll(asking, checks, always, pull);
  const { answers } = gathered;
  const { heard, noise } = hearLogs(answers, surroundings.checks, surroundings.now());
  const results = withLogs(gathered.results, heard, pull);
  const remediations = surroundings.remediations ?? [];
  const proved = await offersOf(results, asking, remediations, pull);
  const said = heard.map(({ check }) => [check.id, notOffered(check.id, remediations, LANGUAGE)] as const);
  const offers = new Map([...said.filter(([, named]) => named.length > 0), ...proved]);
  return { results, answers, heard, noise, pull, offers };
}

/** A cause that only a log shows has a fix as well: looking again reads the logs too. */
export async function offersOf(
  results: readonly CheckResult[],
  asking: Asking,
  remediations: readonly Remediation[],
  pull: Pull,
): Promise<Examined['offers']> {
  const found = results.filter((result) => result.outcome === 'fail');
  const offers = found.map(
    async (finding) =>
      [finding.check.id, await offersFor(finding, asking, remediations, pull, LANGUAGE)] as const,
  );
  return new Map((await Promise.all(offers)).filter(([, mine]) => mine.length > 0));
}

/** The fixes of one finding, for a line that tells of it; nothing where there are none. */
export function offeredFor(
  check: string,
  offers: Examined['offers'],
  pull: Pull,
): { readonly pull?: Pull; readonly remediations?: readonly OfferedRemediation[] } {
  const remediations = offers.get(check);
  return remediations ? { pull, remediations } : {};
}
