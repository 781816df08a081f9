/** Looks at a registry from outside, with no pod: for pushes and logins. Only what can be judged so is judged. */
import type { Step } from '../engine/asking.ts';
import type { Case } from '../engine/case.ts';
import type { Check, CheckResult } from '../engine/check.ts';
import type { Probe } from '../engine/probe.ts';
import type { Pull } from '../engine/subject.ts';
import { currentRequest } from '../log.ts';
import { offersOf } from './installation/examine-installation.ts';
import { gather, openAsking } from './observed.ts';
import type { Surroundings } from './surroundings.ts';

/** Over after this long, whatever is still open; milliseconds. */
const LONGEST_MS = 45_000;

/** Causes on the way to a registry: the same for whoever goes it, whatever for. */
export const ON_THE_WAY: readonly string[] = [
  'image-name-invalid',
  'dns-failure',
  'network-unreachable',
  'connection-refused',
  'connection-timeout',
  'network-reset',
  'proxy-misconfigured',
  'tls-unknown-authority',
  'tls-name-mismatch',
  'tls-expired',
  'http-https-mismatch',
  'token-service-misconfigured',
  'registry-unavailable',
];

export interface Outside {
  /** Ids of the checks that a question from outside can answer. */
  readonly judged: readonly string[];
  /** Probes whose answers are wanted in any case. */
  readonly always: readonly Probe<unknown>[];
}

export async function examineOutside(
  pull: Pull,
  { judged, always }: Outside,
  surroundings: Surroundings,
  onStep: (step: Step) => void,
): Promise<Case> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  const requestId = currentRequest();
  const asking = openAsking({
    pull,
    cluster: null,
    network: surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) }),
    signal,
    now: surroundings.now,
    onStep,
  });
  const isJudged = ({ id }: Check): boolean => judged.includes(id);
  const { results, answers } = await gather(asking, surroundings.checks.filter(isJudged), always, pull);
  const offers = await offersOf(results, asking, surroundings.remediations, pull);
  const left = surroundings.checks.filter((check) => !isJudged(check));
  const skipped = left.map(
    (check): CheckResult => ({ outcome: 'skip', check, why: 'not seen from outside' }),
  );
  return {
    pull,
    results: [...results, ...skipped],
    answers,
    said: [],
    text: null,
    textEvidence: null,
    failing: false,
    node: null,
    offers,
  };
}
