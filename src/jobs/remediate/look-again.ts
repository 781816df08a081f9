/** Asks anew what one check and one remediation need, so that a plan rests on what is so now. */
import type { Asking } from '../../engine/asking.ts';
import type { AnswersByProbe, Check, CheckResult, Finding } from '../../engine/check.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Pull } from '../../engine/subject.ts';
import { currentRequest } from '../../log.ts';
import { harborOf } from '../installation/harbor-of.ts';
import { hearLogs, LOG_PROBES } from '../installation/hear-logs.ts';
import { withLogs } from '../installation/weighed-logs.ts';
import { openAsking } from '../observed.ts';
import type { Surroundings } from '../surroundings.ts';

export type LookedAgain =
  /** The check still fails: here is its finding, and the facts the remediation asks for. */
  | { readonly state: 'fails'; readonly finding: Finding; readonly answers: AnswersByProbe }
  | { readonly state: 'passes' }
  /** A fact is missing, or the check no longer applies: nothing may be written on such ground. */
  | { readonly state: 'unknown'; readonly why: string };

/** Longer than any probe's own time box. */
const LONGEST_MS = 45_000;

/** `remediation` null: only whether the check passes is wanted, as after a fix. */
export async function lookAgain(
  pull: Pull,
  check: Check,
  remediation: Remediation | null,
  surroundings: Surroundings,
): Promise<LookedAgain> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  const requestId = currentRequest();
  const network = surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) });
  const cluster = pull.cluster ?? pull.installation?.place?.cluster;
  const asking = openAsking({
    pull,
    cluster: cluster === undefined ? null : (surroundings.clusters.get(cluster) ?? null),
    network,
    harbor: pull.installation ? harborOf(pull.installation, network) : null,
    nodes: surroundings.nodes ?? null,
    secretSources: surroundings.secretSources ?? [],
    ...(surroundings.fixSettings ? { fixSettings: surroundings.fixSettings } : {}),
    signal,
    now: surroundings.now,
  });
  const probes = [...check.probes, ...(remediation?.probes ?? [])];
  await Promise.all(probes.map((probe) => asking.ask(probe)));
  const result = await byLogsToo(check.run(asking.answers, pull), asking, pull, surroundings);
  switch (result.outcome) {
    case 'fail':
      return { state: 'fails', finding: result, answers: asking.answers };
    case 'pass':
      return { state: 'passes' };
    case 'skip':
    case 'error':
      return { state: 'unknown', why: result.why };
  }
}

/** What its own questions cannot decide, the logs of the components may: by them it was found. */
async function byLogsToo(
  result: CheckResult,
  asking: Asking,
  pull: Pull,
  { checks, now }: Surroundings,
): Promise<CheckResult> {
  const open = result.outcome === 'skip' || result.outcome === 'error';
  if (!open || !pull.installation || result.check.signs.length === 0) return result;
  await Promise.all(LOG_PROBES.map((probe) => asking.ask(probe)));
  const { heard, sick } = hearLogs(asking.answers, checks, now());
  const [weighed = result] = withLogs([result], heard, pull);
  // What nothing but logs tells is over once they could be read and nobody is sick.
  const isOver = weighed === result && result.check.probes.length === 0 && sick?.size === 0;
  return isOver ? { outcome: 'pass', check: result.check } : weighed;
}
