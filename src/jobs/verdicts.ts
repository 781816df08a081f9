/** Puts together what was found into the one verdict that is answered. Pure. */
import type { Case } from '../engine/case.ts';
import type { Reached } from '../engine/reach-verdict.ts';
import { stageOrder } from '../engine/stage.ts';
import type { BlindSpot, Cause, Verdict } from '../engine/verdict.ts';
import { verdictWords } from '../engine/verdict-words.ts';
import type { Language } from '../engine/words.ts';
import type { KubeletFact } from '../probes/kubelet.ts';
import type { ManifestFact } from '../probes/manifest.ts';
import { detailsOf } from './details/details-of.ts';
import type { FailingPod, HealthyPod, ImageAlone } from './find-subject.ts';
import { since } from './since.ts';

interface Took {
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
  const unclear = words.unclear({ what: `${found.pod.namespace}/${found.pod.name}`, node: found.pod.node });
  return {
    subject: found.subject,
    outcome: cause ? 'found' : 'unclear',
    cause,
    also: causes.filter((other) => other !== cause),
    ruledOut: inEvery(reached, causes),
    couldNotLook: distinctSpots([
      ...found.couldNotLook,
      ...reached.flatMap(({ couldNotLook }) => couldNotLook),
    ]),
    headline: cause?.summary ?? unclear,
    about: aboutPod(found, cases, took.at, language),
    seen: cause ? [] : cases.flatMap(({ said }) => said.slice(0, 3)),
    next: cause ? [] : words.unclearNext({ pull, node: found.pod.node }),
    details: detailsOf(cases, language),
    ...took,
  };
}

function aboutPod(
  found: FailingPod,
  cases: readonly Case[],
  now: string,
  language: Language,
): readonly string[] {
  const words = verdictWords[language];
  const { pod, siblings } = found;
  const waits = cases.flatMap(({ answers }) => {
    const answer = answers.get('kubelet');
    const from = answer?.state === 'known' ? (answer.fact as KubeletFact).since : null;
    return from === null ? [] : [from];
  });
  const earliest = [...waits].sort()[0];
  const owner = pod.owner === null ? `\`${pod.namespace}\`` : `${pod.owner.kind} \`${pod.owner.name}\``;
  return [
    words.place({ pod: `${pod.namespace}/${pod.name}`, node: pod.node }),
    ...(earliest === undefined ? [] : [words.waits(since(earliest, now))]),
    ...(siblings.ofWorkload > 0 ? [words.siblings({ count: siblings.ofWorkload, owner })] : []),
  ];
}

/** An image no pod of ours uses: healthy when some identity got its manifest and nothing else failed. */
export function imageVerdict(
  found: ImageAlone,
  theCase: Case,
  reached: Reached,
  took: Took,
  language: Language,
): Verdict {
  const words = verdictWords[language];
  const answer = theCase.answers.get('manifest');
  const manifest = answer?.state === 'known' ? (answer.fact as ManifestFact).found : null;
  const healthy = reached.cause === null && manifest !== null;
  const image = found.pull.image;
  const headline = healthy
    ? words.healthyImage({
        image,
        who: manifest.who.kind === 'anonymous' ? 'without a login' : 'with our own login',
      })
    : words.unclear({ what: image, node: null });
  return {
    subject: found.subject,
    outcome: reached.cause ? 'found' : healthy ? 'healthy' : 'unclear',
    ...reached,
    couldNotLook: distinctSpots([...found.couldNotLook, ...reached.couldNotLook]),
    headline: reached.cause?.summary ?? headline,
    about: [],
    seen: healthy ? [{ source: 'registry', says: `${manifest.mediaType} ${manifest.digest}` }] : [],
    next: reached.cause || healthy ? [] : words.unclearNext({ pull: found.pull, node: null }),
    details: detailsOf([theCase], language),
    ...took,
  };
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

/** The same cause in several containers is one cause. */
function distinct(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.id} ${cause.summary}`, cause])).values()];
}

function inEvery(reached: readonly Reached[], causes: readonly Cause[]): readonly string[] {
  const named = new Set(causes.map(({ id }) => id));
  const [first, ...others] = reached;
  return (first?.ruledOut ?? []).filter(
    (id) => !named.has(id) && others.every(({ ruledOut }) => ruledOut.includes(id)),
  );
}

function distinctSpots(spots: readonly BlindSpot[]): readonly BlindSpot[] {
  return [...new Map(spots.map((spot) => [`${spot.probe} ${spot.why}`, spot])).values()];
}
