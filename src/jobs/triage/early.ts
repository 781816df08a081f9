/**
 * An alert in a channel whose look takes long gets its thread at once, while nothing else in that channel does:
 * what turns out to be the same is then led to where it is told.
 */
import { createHash } from 'node:crypto';
import type { Incident } from '../../engine/incident.ts';
import type { Reply } from '../../engine/reply.ts';
import type { Sighting } from '../../engine/sighting.ts';
import type { Words } from '../../engine/words.ts';
import { questionsFor } from './look.ts';
import type { TriageParts } from './parts.ts';

/** Most looks are over before; a person who sees the alert waits no longer for a sign, milliseconds. */
const PATIENCE_MS = 1_500;

export type Place = NonNullable<Sighting['place']>;

const words: Words<{ readonly gone: string; readonly elsewhere: string }> = {
  en: {
    gone: 'There is nothing of that name any more, and the alert’s words name no cause I know.',
    elsewhere: 'This is known and told elsewhere.',
  },
};

/** The one incident that an alert’s message may get before its root is known. */
export function earlyIncident({ channel, ts }: Place): string {
  return `inc-${createHash('sha256').update(`early ${channel} ${ts}`).digest('hex').slice(0, 16)}`;
}

/** What is told in an alert’s own thread, asked by nobody. */
export function untoldIncident(
  {
    place: { channel, ts },
    ...of
  }: Pick<Incident, 'id' | 'requestId' | 'question' | 'state'> & { readonly place: Place },
  now: Date,
): Incident {
  const at = now.toISOString();
  return { ...of, createdAt: at, askedBy: '', place: { channel, thread: ts }, run: 1, runAt: at, message: 1 };
}

/** Opens the thread unless the look is over before; the answer ends the waiting. */
export function openEarly(first: Sighting, requestId: string, parts: TriageParts): () => Promise<void> {
  const { place, target } = first;
  const [question] = questionsFor(target);
  if (place === null || question === undefined) return async () => {};
  let opening: Promise<void> | null = null;
  const timer = setTimeout(() => {
    opening = (async () => {
      if (!(await parts.earlyTurn(place.channel))) return;
      const working = { is: 'working', progress: { steps: [] } } as const;
      const of = { id: earlyIncident(place), requestId, question, place, state: working };
      const incident = untoldIncident(of, parts.now());
      await parts.incidents.open(incident);
      await parts.queues.deliver({ incident: incident.id, requestId, priority: 'alert' });
    })().catch((error: unknown) => parts.log.warn({ err: error }, 'an early thread could not be opened'));
  }, PATIENCE_MS);
  return async () => {
    clearTimeout(timer);
    await opening;
  };
}

/** The alert’s early incident that nothing was told in yet; null where there is none. */
export async function openEarlyOf(place: Place | null, { incidents }: TriageParts): Promise<Incident | null> {
  if (place === null) return null;
  const early = await incidents.read(earlyIncident(place));
  return early && early.state.is !== 'answered' ? early : null;
}

/** Ends early incidents of these alerts: their thread leads to where it is told, or says that nothing is there. */
export async function endEarly(
  sightings: readonly Sighting[],
  as: 'gone' | { readonly trouble: string },
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const reply: Reply = {
    kind: 'note',
    says: as === 'gone' ? words.en.gone : words.en.elsewhere,
    lines: [],
  };
  for (const { place } of sightings) {
    const early = await openEarlyOf(place, parts);
    if (!early) continue;
    const at = parts.now().toISOString();
    await parts.incidents.change(early.id, (incident) => ({
      ...incident,
      ...(as === 'gone' ? {} : { trouble: as.trouble }),
      state: { is: 'answered', reply, at },
    }));
    await parts.queues.deliver({ incident: early.id, requestId, priority: 'alert' });
  }
}
