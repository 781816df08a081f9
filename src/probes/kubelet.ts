import { CouldNotAsk } from '../engine/answer.ts';
import type { EventRecord } from '../engine/cluster.ts';
import { type ContainerKind, IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { type PodFact, pod } from './pod.ts';

/** What the kubelet of the pod's node says about this pull. */
export interface KubeletFact {
  /** Waiting reason now: ErrImagePull, ImagePullBackOff, …; null when the container is not waiting for its image. */
  readonly reason: string | null;
  /** Distinct texts that speak of this pull, most telling and newest first; back-off lines without a cause come last. */
  readonly texts: readonly KubeletText[];
  /** `Successfully pulled image …`, when the events still hold it. */
  readonly pulled: KubeletText | null;
  /** Since when the container waits: first failure seen, ISO 8601. */
  readonly since: string | null;
  /** Event lines about pull secrets: FailedToRetrieveImagePullSecret. */
  readonly secretWarnings: readonly KubeletText[];
  /** Why the events could not be read, where only the container's status spoke. */
  readonly eventsUnread?: string;
}

export interface KubeletText {
  readonly says: string;
  /** Event reason, or `waiting` for the container status. */
  readonly from: string;
  readonly at: string;
  readonly count: number;
}

const words: Words<{ readonly asks: string; readonly noEvents: (says: string) => string }> = {
  en: {
    asks: 'reading what the kubelet says',
    noEvents: (says) => `the pod's events could not be read: ${says}`,
  },
};

/** Where a kubelet event says which container it is about (kubernetes pkg/kubelet/container/ref.go). */
const FIELD: Readonly<Record<ContainerKind, string>> = {
  init: 'initContainers',
  main: 'containers',
  ephemeral: 'ephemeralContainers',
};

/** Event reasons of failed pulls (kubernetes pkg/kubelet/events/event.go). */
const FAILURES: ReadonlySet<string> = new Set([
  'Failed',
  'BackOff',
  'InspectFailed',
  'ErrImageNeverPull',
  'FailedCreatePodSandBox',
]);
const SECRET_WARNING = 'FailedToRetrieveImagePullSecret';

/** Lines that only repeat the waiting reason or the back-off, with no cause in them. */
const SAYS_NOTHING = /^(Error: \w+|Back-off pulling image "[^"]*"[.\s]*|ErrImagePull|ImagePullBackOff)$/;

export const kubelet: Probe<KubeletFact> = {
  id: 'kubelet',
  asks: () => words.en.asks,
  rights: [{ group: '', resource: 'events', verb: 'list' }],
  ask: async (ctx) => {
    const fact = await ctx.need(pod);
    const answer = await ctx.cluster?.podEvents(fact.pod.namespace, fact.pod.name, fact.pod.uid);
    const waiting = waitingText(fact, ctx.now());
    if (answer?.ended === 'found') return readKubelet(fact, answer.value, waiting);
    // The container status may name the cause even where events are hidden from us.
    const eventsUnread = words.en.noEvents(answer?.says ?? '');
    if (waiting && isTelling(waiting)) return { ...readKubelet(fact, [], waiting), eventsUnread };
    throw new CouldNotAsk(eventsUnread);
  },
};

function readKubelet(
  fact: PodFact,
  events: readonly EventRecord[],
  waiting: KubeletText | null,
): KubeletFact {
  const mine = events.filter((event) => isAbout(event, fact));
  const pulled = mine.findLast(
    (event) => event.reason === 'Pulled' && /^Successfully pulled/.test(event.message),
  );
  const failures = mine
    .filter((event) => FAILURES.has(event.reason) && /image|pull/i.test(event.message))
    // What failed before the last success is over.
    .filter((event) => !pulled || Date.parse(event.lastSeen) > Date.parse(pulled.lastSeen));
  const texts = [...(waiting ? [waiting] : []), ...failures.toReversed().map(textOf)];
  return {
    reason: waiting ? fact.container.reason : null,
    texts: distinct([...texts.filter(isTelling), ...texts.filter((text) => !isTelling(text))]),
    pulled: pulled ? textOf(pulled) : null,
    since: failures.map((event) => event.firstSeen).toSorted()[0] ?? (waiting ? fact.pod.createdAt : null),
    secretWarnings: events.filter((event) => event.reason === SECRET_WARNING).map(textOf),
  };
}

function waitingText({ container }: PodFact, now: Date): KubeletText | null {
  if (container.state !== 'waiting' || !IMAGE_WAITING_REASONS.has(container.reason ?? '')) return null;
  const says = container.message ?? container.reason ?? '';
  return { says, from: 'waiting', at: now.toISOString(), count: 1 };
}

/** Of this container, and of this image where the event names one: a spec may have been mended since. */
function isAbout(event: EventRecord, { container }: PodFact): boolean {
  const field = `spec.${FIELD[container.kind]}{${container.name}}`;
  if (event.fieldPath !== '' && event.fieldPath !== field) return false;
  const image = /\bimage "([^"]+)"/.exec(event.message)?.[1];
  if (image === undefined || event.fieldPath === '') return true;
  return image === container.image || image === `${container.image}:latest`;
}

function isTelling(text: KubeletText): boolean {
  return namesCause(text.says);
}

/** False for words that only repeat the waiting reason or the back-off. */
export function namesCause(says: string): boolean {
  return !SAYS_NOTHING.test(says.trim());
}

/** The same cause is said by the event, by the waiting message, and behind the back-off line since 1.32. */
function distinct(texts: readonly KubeletText[]): readonly KubeletText[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const cause = text.says.replace(
      /^(Failed to pull|Back-off pulling) image "[^"]*": (ErrImagePull: )?/,
      '',
    );
    if (seen.has(cause)) return false;
    seen.add(cause);
    return true;
  });
}

function textOf(event: EventRecord): KubeletText {
  return { says: event.message, from: event.reason, at: event.lastSeen, count: event.count };
}
