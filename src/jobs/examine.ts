/** Looks at one pull: asks the probes, runs the checks, judges the node's own words. */
import type { Asking, Step } from '../engine/asking.ts';
import type { Case } from '../engine/case.ts';
import type { CheckResult } from '../engine/check.ts';
import type { Evidence } from '../engine/evidence.ts';
import { IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Probe } from '../engine/probe.ts';
import type { Pull } from '../engine/subject.ts';
import { judgeText, type TextJudgement } from '../engine/text/judge.ts';
import type { OfferedRemediation } from '../engine/verdict.ts';
import { currentRequest } from '../log.ts';
import { type KubeletFact, type KubeletText, kubelet } from '../probes/kubelet.ts';
import { type NodeFact, node } from '../probes/node.ts';
import { type OtherNodesFact, otherNodes } from '../probes/other-nodes.ts';
import { type PodFact, pod } from '../probes/pod.ts';
import { checksOfPulls } from './checks-of-pulls.ts';
import { DETAIL_PROBES } from './details/probes.ts';
import { gather, openAsking } from './observed.ts';
import { notOffered, offersFor } from './remediate/offers.ts';
import type { Surroundings } from './surroundings.ts';

/** A diagnosis is over after this long, whatever is still open; milliseconds. */
const DIAGNOSIS_MS = 45_000;

const LANGUAGE = 'en';

/** What else to ask, for what is told beside the verdict: of a pull with a pod, and of an image alone. */
export interface Details {
  readonly withPod: readonly Probe<unknown>[];
  readonly alone: readonly Probe<unknown>[];
}

export async function examine(
  pull: Pull,
  surroundings: Surroundings,
  onStep: (step: Step) => void,
  details: Details = { withPod: DETAIL_PROBES, alone: [] },
): Promise<Case> {
  const signal = AbortSignal.timeout(DIAGNOSIS_MS);
  const requestId = currentRequest();
  const asking = openAsking({
    pull,
    cluster: pull.cluster === undefined ? null : (surroundings.clusters.get(pull.cluster) ?? null),
    network: surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) }),
    nodes: surroundings.nodes ?? null,
    secretSources: surroundings.secretSources ?? [],
    ...(surroundings.fixSettings ? { fixSettings: surroundings.fixSettings } : {}),
    signal,
    now: surroundings.now,
    onStep,
  });
  const always = pull.pod === undefined ? details.alone : [pod, kubelet, node, ...details.withPod];
  const ofPulls = checksOfPulls(surroundings.checks);
  const { results, answers } = await gather(asking, ofPulls, always, pull);
  const failing = isFailing(pull, factOf<PodFact>(answers.get(pod.id)));
  const heard = failing ? factOf<KubeletFact>(answers.get(kubelet.id)) : null;
  const judged = judgeFirst(heard?.texts ?? [], surroundings);
  return {
    pull,
    results,
    answers,
    said: (heard?.texts ?? []).map(asEvidence),
    text: judged?.text ?? null,
    textEvidence: judged?.evidence ?? null,
    failing,
    node: factOf<NodeFact>(answers.get(node.id))?.node.name ?? null,
    offers: await offersOf(results, judged?.text ?? null, { asking, pull, surroundings }),
    elsewhere: pulledMeanwhile(factOf<OtherNodesFact>(answers.get(otherNodes.id)), heard?.since ?? null),
  };
}

/** The fixes of what failed live; of what only the words say, named and never offered. */
async function offersOf(
  results: readonly CheckResult[],
  text: TextJudgement | null,
  { asking, pull, surroundings: { remediations } }: Offering,
): Promise<ReadonlyMap<string, readonly OfferedRemediation[]>> {
  const failed = results.filter((result) => result.outcome === 'fail');
  const proved = await Promise.all(
    failed.map(
      async (finding) =>
        [finding.check.id, await offersFor(finding, asking, remediations, pull, LANGUAGE)] as const,
    ),
  );
  const told = text?.cause
    ? [[text.cause.id, notOffered(text.cause.id, remediations, LANGUAGE)] as const]
    : [];
  return new Map([...told, ...proved]);
}

interface Offering {
  readonly asking: Asking;
  readonly pull: Pull;
  readonly surroundings: Surroundings;
}

/** Nodes that got the image after this pull began to fail; what was pulled before says nothing. */
function pulledMeanwhile(others: OtherNodesFact | null, since: string | null): readonly string[] {
  if (!others || since === null) return [];
  const meanwhile = others.pulled.filter(({ at }) => Date.parse(at) > Date.parse(since));
  return [...new Set(meanwhile.map((each) => each.node))];
}

/** A container that has its image does not fail to pull it, whatever old events say; a pod we cannot see may. */
function isFailing(pull: Pull, fact: PodFact | null): boolean {
  if (pull.pod === undefined) return false;
  if (fact === null) return true;
  const { state, reason, imageId } = fact.container;
  if (IMAGE_WAITING_REASONS.has(reason ?? '')) return true;
  return imageId === '' && (state === 'waiting' || state === 'none');
}

function judgeFirst(
  texts: readonly KubeletText[],
  { checks }: Surroundings,
): { text: TextJudgement; evidence: Evidence } | null {
  const ofPulls = checksOfPulls(checks);
  for (const said of texts) {
    const text = judgeText(said.says, ofPulls, { op: 'pull' });
    if (text.cause) return { text, evidence: asEvidence(said) };
  }
  return null;
}

function asEvidence({ says, at }: KubeletText): Evidence {
  return { source: 'kubelet', says, at };
}

/** The fact under an answer whose type its probe fixes. */
function factOf<F>(answer: { state: string; fact?: unknown } | undefined): F | null {
  return answer?.state === 'known' ? (answer.fact as F) : null;
}
