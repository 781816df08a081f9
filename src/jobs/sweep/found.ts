/** What is kept of one look at one pull: its cause, and how far the cause reaches. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Check } from '../../engine/check.ts';
import type { ContainerRecord } from '../../engine/cluster.ts';
import { type Reached, reachVerdict } from '../../engine/reach-verdict.ts';
import { secretIn } from '../../engine/root.ts';
import { type Stage, stageOrder } from '../../engine/stage.ts';
import { judgeText, type TextJudgement } from '../../engine/text/judge.ts';
import type { Language } from '../../engine/words.ts';
import type { ChallengeFact } from '../../probes/challenge.ts';
import { type Inquiry, isTelling } from './inquiries.ts';

export interface Found {
  readonly reached: Reached;
  /** The Secret a finding names, for causes that are about one. */
  readonly secret: string | null;
  /** `registry`: every pull from it fails so. `login`: every pull with these logins does. */
  readonly reach: 'registry' | 'login' | 'image';
}

export type JudgeText = (container: ContainerRecord) => TextJudgement | null;

const PATH: ReadonlySet<Stage> = new Set<Stage>(['dns', 'network', 'tls']);

export function foundIn(theCase: Case, language: Language): Found {
  const reached = reachVerdict(theCase, language);
  return { reached, secret: secretIn(theCase.results, reached.cause?.id), reach: reachOf(theCase, reached) };
}

/** No probe was asked: the kubelet's words are all there is. */
export function foundInText(
  inquiry: Inquiry,
  checks: readonly Check[],
  judge: JudgeText,
  language: Language,
): Found {
  const { pod, container } = inquiry.specimen;
  const text = judge(container);
  const says = text === null ? '' : (container.message ?? '');
  const pull = { image: inquiry.image, cluster: inquiry.cluster, namespace: pod.namespace, pod: pod.name };
  const evidence = { source: 'kubelet', says };
  const theCase: Case = {
    pull: { ...pull, container: container.name },
    results: checks.map((check) => check.run(new Map(), pull)),
    answers: new Map(),
    said: says === '' ? [] : [evidence],
    text: text?.cause ? text : null,
    textEvidence: text?.cause ? evidence : null,
    failing: true,
    node: null,
  };
  return foundIn(theCase, language);
}

/** The kubelet's words about the other pull do not show that it got further than this. */
export function mayExplain(found: Found, sameLogins: boolean, text: TextJudgement | null): boolean {
  const { cause } = found.reached;
  if (!cause || found.reach === 'image' || (found.reach === 'login' && !sameLogins)) return false;
  if (!text?.cause || text.confidence === 'possible') return true;
  return text.cause.id === cause.id || stageOrder(text.cause.stage) <= stageOrder(cause.stage);
}

/** The same texts come from many pods; each is judged once. Null for one that only says that the kubelet waits. */
export function judgeOnce(checks: readonly Check[]): JudgeText {
  const known = new Map<string, TextJudgement | null>();
  return (container) => {
    const says = container.message ?? '';
    const before = known.get(says);
    if (before !== undefined) return before;
    const judged = isTelling(container) ? judgeText(says, checks, { op: 'pull' }) : null;
    known.set(says, judged);
    return judged;
  };
}

function reachOf({ answers }: Case, { cause }: Reached): Found['reach'] {
  if (cause?.confidence !== 'confirmed') return 'image';
  if (PATH.has(cause.stage)) return 'registry';
  const challenge = answers.get('challenge');
  // Its probe fixes the type of its fact.
  const ending = challenge?.state === 'known' ? (challenge.fact as ChallengeFact).ending : null;
  const refusesAll = ending?.ended === 'answered' && (ending.status >= 500 || ending.status === 429);
  if (refusesAll && (cause.id === 'registry-unavailable' || cause.id === 'rate-limited')) return 'registry';
  return cause.id === 'rate-limited' ? 'login' : 'image';
}
