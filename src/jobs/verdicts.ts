/** Puts together what was found into the one verdict that is answered. Pure. */
import type { Case } from '../engine/case.ts';
import type { ContainerRecord } from '../engine/cluster.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Reached } from '../engine/reach-verdict.ts';
import { since } from '../engine/since.ts';
import { stageOrder } from '../engine/stage.ts';
import type { BlindSpot, Cause, Verdict } from '../engine/verdict.ts';
import { verdictWords } from '../engine/verdict-words.ts';
import type { Language } from '../engine/words.ts';
import { factIn } from '../facts/answered.ts';
import { kubelet } from '../probes/kubelet.ts';
import { pod as podProbe } from '../probes/pod.ts';
import { detailsOf } from './details/details-of.ts';
import type { FailingPod, HealthyPod } from './find-subject.ts';
import { halfSeen } from './half-seen.ts';

/** When it was answered, and how long that took. */
export interface Took {
  readonly at: string;
  readonly ms: number;
}

/** One pod: the earliest failing stage among its containers is the cause, the others were also seen. */
export function podVerdict(
  found: FailingPod,
  cases: readonly Case[],
  reached: readonly Reached[],
  took: Took,
  language: Language,
): Verdict {
  const words = verdictWords[language];
  const causes = distinct(reached.flatMap(({ cause, also }) => (cause ? [cause, ...also] : also)));
  const firsts = distinct(reached.flatMap(({ cause }) => (cause ? [cause] : [])));
  const cause = [...firsts].sort(byStage)[0] ?? null;
  const [first] = cases;
  const pull = first?.pull ?? { image: '' };
  const pod = `${found.pod.namespace}/${found.pod.name}`;
  const { node } = found.pod;
  // An image that a pod already has, and that could be pulled again this minute.
  const healthy = cause === null && cases.every(({ failing }) => !failing);
  const headline = healthy
    ? words.healthyUse({ image: pull.image, pod, node })
    : words.unclear({ what: pod, node });
  return {
    subject: found.subject,
    outcome: cause ? 'found' : healthy ? 'healthy' : 'unclear',
    cause,
    also: causes.filter((other) => other !== cause),
    ruledOut: inEvery(reached, causes),
    couldNotLook: distinctSpots([
      ...found.couldNotLook,
      ...cases.flatMap((one) => halfSeen(one, language)),
      ...reached.flatMap(({ couldNotLook }) => couldNotLook),
    ]),
    headline: cause?.summary ?? headline,
    about: aboutPod(found, cases, took.at, language),
    seen: cause ? [] : cases.flatMap((one) => (healthy ? whatItHas(one) : one.said.slice(0, 3))),
    next: cause || healthy ? [] : words.unclearNext({ pull, node }),
    details: detailsOf(cases, language),
    ...took,
  };
}

/** When it was pulled, where the events still tell; else what the node runs. */
function whatItHas({ answers }: Case): readonly Evidence[] {
  const pulled = factIn(answers, kubelet)?.pulled;
  if (pulled) return [{ source: 'kubelet', says: pulled.says, at: pulled.at }];
  const container = factIn(answers, podProbe)?.container;
  return container ? [pulledOf(container)] : [];
}

function pulledOf({ name, image, imageId, startedAt }: ContainerRecord): Evidence {
  const says = `${image} (${imageId || 'image id not reported'})`;
  return { source: `kubelet, container ${name}`, says, ...(startedAt === null ? {} : { at: startedAt }) };
}

function aboutPod(
  found: FailingPod,
  cases: readonly Case[],
  now: string,
  language: Language,
): readonly string[] {
  const words = verdictWords[language];
  const { pod, siblings } = found;
  const waits = cases.flatMap(({ answers, failing }) =>
    failing ? (factIn(answers, kubelet)?.since ?? []) : [],
  );
  const earliest = [...waits].sort()[0];
  const owner = pod.owner === null ? `\`${pod.namespace}\`` : `${pod.owner.kind} \`${pod.owner.name}\``;
  return [
    words.place({ pod: `${pod.namespace}/${pod.name}`, node: pod.node }),
    ...(earliest === undefined ? [] : [words.waits(since(earliest, now))]),
    ...(siblings.ofWorkload > 0 ? [words.siblings({ count: siblings.ofWorkload, owner })] : []),
  ];
}

/** Nothing waits for an image here: say when and where each was last pulled, or what else it waits for. */
export function healthyVerdict(found: HealthyPod, took: Took, language: Language): Verdict {
  const words = verdictWords[language];
  const { pod, waitsFor, images } = found;
  const name = `${pod.namespace}/${pod.name}`;
  const seen = images.map(({ container, image, imageId, at, says }) => ({
    source: `kubelet, container ${container}`,
    says: says ?? `${image} (${imageId || 'image id not reported'})`,
    ...(at === null ? {} : { at }),
  }));
  return {
    subject: found.subject,
    outcome: 'healthy',
    cause: null,
    also: [],
    ruledOut: [],
    couldNotLook: found.couldNotLook,
    headline: waitsFor
      ? words.otherTrouble({ pod: name, state: waitsFor.summary })
      : words.healthyPod({ pod: name, node: pod.node }),
    about: [],
    seen: [...(waitsFor?.evidence ?? []), ...seen],
    next: [],
    details: [],
    ...took,
  };
}

function byStage(a: Cause, b: Cause): number {
  const sure = (cause: Cause): number => (cause.confidence === 'confirmed' ? 0 : 1);
  return sure(a) - sure(b) || stageOrder(a.stage) - stageOrder(b.stage);
}

/** The same cause in several containers is one cause, of the first of them. */
function distinct(causes: readonly Cause[]): readonly Cause[] {
  const same = (a: Cause, b: Cause): boolean => a.id === b.id && a.summary === b.summary;
  return causes.filter((cause, index) => causes.findIndex((other) => same(cause, other)) === index);
}

function inEvery(reached: readonly Reached[], causes: readonly Cause[]): readonly string[] {
  const named = new Set(causes.map(({ id }) => id));
  const [first, ...others] = reached;
  return (first?.ruledOut ?? []).filter(
    (id) => !named.has(id) && others.every(({ ruledOut }) => ruledOut.includes(id)),
  );
}

export function distinctSpots(spots: readonly BlindSpot[]): readonly BlindSpot[] {
  return [...new Map(spots.map((spot) => [`${spot.probe} ${spot.why}`, spot])).values()];
}
