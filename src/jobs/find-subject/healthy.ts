/** A pod whose containers do not wait for images: when each was pulled, and what the pod waits for instead. */
import type { ContainerRecord, EventRecord, PodRecord } from '../../engine/cluster.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Words } from '../../engine/words.ts';
import type { LastPull, OtherTrouble } from './found.ts';

const words: Words<{
  readonly unscheduled: string;
  readonly waiting: (container: string, reason: string) => string;
  readonly ended: (container: string, reason: string) => string;
  readonly silent: string;
}> = {
  en: {
    unscheduled: 'It is bound to no node yet, so no node has tried to pull.',
    waiting: (container, reason) =>
      `Its images are not the problem: container \`${container}\` waits with \`${reason}\`.`,
    ended: (container, reason) =>
      `Its images are not the problem: container \`${container}\` ended with \`${reason}\`.`,
    silent: 'It is bound to a node whose kubelet has not said anything about its containers yet.',
  },
};

/** Containers whose pull began and has neither ended nor failed: a registry that does not answer looks so. */
export function pullingContainers(
  pod: PodRecord,
  events: readonly EventRecord[],
): readonly ContainerRecord[] {
  return pod.containers.filter((container) => {
    if (container.state !== 'waiting' && container.state !== 'none') return false;
    return eventsOf(container, events).at(-1)?.reason === 'Pulling';
  });
}

export function lastPulls(pod: PodRecord, events: readonly EventRecord[]): readonly LastPull[] {
  return pod.containers.map((container) => {
    const { name, image, imageId } = container;
    const of = { container: name, image, imageId, node: pod.node };
    const mine = eventsOf(container, events).filter((event) => event.reason === 'Pulled');
    const pulled = mine.findLast((event) => event.message.startsWith('Successfully pulled'));
    const event = pulled ?? mine.at(-1);
    if (event) return { ...of, at: event.lastSeen, how: pulled ? 'pulled' : 'present', says: event.message };
    if (container.startedAt) return { ...of, at: container.startedAt, how: 'started', says: null };
    return { ...of, at: null, how: 'unknown', says: null };
  });
}

/** What keeps the pod from running, in its own words; null when it runs or has done its work. */
export function otherTrouble(pod: PodRecord, events: readonly EventRecord[]): OtherTrouble | null {
  if (pod.phase === 'Succeeded') return null;
  const warnings = events.filter((event) => event.type === 'Warning');
  if (pod.node === null) {
    const says = warnings.findLast((event) => event.reason === 'FailedScheduling');
    return trouble('Unschedulable', null, words.en.unscheduled, says ? [quote(says)] : []);
  }
  const waiting = pod.containers.find((one) => one.state === 'waiting' && one.reason !== 'PodInitializing');
  if (waiting) {
    const reason = waiting.reason ?? 'Waiting';
    return trouble(reason, waiting.name, words.en.waiting(waiting.name, reason), said(waiting, warnings));
  }
  const ended = pod.containers.find((one) => one.state === 'terminated' && one.reason !== 'Completed');
  if (ended) {
    const reason = ended.reason ?? 'Error';
    return trouble(reason, ended.name, words.en.ended(ended.name, reason), said(ended, warnings));
  }
  if (pod.phase === 'Pending' && pod.containers.every((one) => one.state === 'none'))
    return trouble('Pending', null, words.en.silent, warnings.slice(-1).map(quote));
  return null;
}

/** The status message, and the newest warning about this container or the whole pod. */
function said(container: ContainerRecord, warnings: readonly EventRecord[]): readonly Evidence[] {
  const field = `{${container.name}}`;
  const warning = warnings.findLast((event) => event.fieldPath === '' || event.fieldPath.endsWith(field));
  return [
    ...(container.message ? [{ source: 'kubelet', says: container.message }] : []),
    ...(warning ? [quote(warning)] : []),
  ];
}

function trouble(
  reason: string,
  container: string | null,
  summary: string,
  evidence: readonly Evidence[],
): OtherTrouble {
  return { reason, container, summary, evidence };
}

function quote(event: EventRecord): Evidence {
  return { source: event.source || 'event', says: event.message, at: event.lastSeen };
}

function eventsOf(container: ContainerRecord, events: readonly EventRecord[]): readonly EventRecord[] {
  const field = { init: 'initContainers', main: 'containers', ephemeral: 'ephemeralContainers' }[
    container.kind
  ];
  return events.filter((event) => event.fieldPath === `spec.${field}{${container.name}}`);
}
