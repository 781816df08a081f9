/** One root cause and everything that told of it: however many alerts, pods and looks, one thread. */
import { z } from 'zod';
import { AlertSeverity, SightingTarget } from './sighting.ts';

const when = z.string();

/** Something that suffers from it. */
export const Affected = z.object({
  /** `targetKey` of what was told. */
  key: z.string(),
  target: SightingTarget,
  since: when,
  /** When it was told or seen to be well again; null while it is not. */
  until: when.nullable(),
  /** Alerts that tell of it and still fire. */
  firing: z.array(z.string()).max(20),
});
export type Affected = z.infer<typeof Affected>;

export const Healed = z.discriminatedUnion('by', [
  z.object({ by: z.literal('alert') }),
  z.object({ by: z.literal('own-look') }),
  /** A fix of ours: its title, and who said yes. */
  z.object({ by: z.literal('fix'), title: z.string(), approvers: z.array(z.string()) }),
]);
export type Healed = z.infer<typeof Healed>;

export const Moment = z.discriminatedUnion('what', [
  z.object({ what: z.literal('began'), at: when, alertname: z.string().nullable(), source: z.string() }),
  z.object({ what: z.literal('cause'), at: when, title: z.string() }),
  z.object({ what: z.literal('worse'), at: when, affected: z.int() }),
  z.object({ what: z.literal('healed'), at: when, healed: Healed }),
  z.object({ what: z.literal('again'), at: when }),
  /** The alert says it is over; our own look says it is not. */
  z.object({ what: z.literal('disputed'), at: when }),
]);
export type Moment = z.infer<typeof Moment>;

export const Trouble = z.object({
  version: z.literal(1),
  id: z.string(),
  /** Equal for equal roots: the cause and the object it sits at. */
  root: z.string(),
  /** The object the cause sits at, Markdown with code spans. */
  rootSays: z.string(),
  /** Id of the cause, `unclear` or `healthy`. */
  cause: z.string(),
  title: z.string(),
  /** The incident whose messages are its thread. */
  incident: z.string(),
  /** Where it is told: a channel, and the alert's own message where it came as one. */
  home: z.object({ channel: z.string(), ts: z.string().nullable() }),
  state: z.enum(['open', 'resolved']),
  severity: AlertSeverity.nullable(),
  /** The user group that is called in its thread; null: nobody. */
  mention: z.string().nullable(),
  openedAt: when,
  resolvedAt: when.nullable(),
  healed: Healed.nullable(),
  /** How often it came back and went on in this thread. */
  again: z.int(),
  affected: z.array(Affected),
  /** Everything that ever suffered from it, also what the list has no room for. */
  affectedCount: z.int(),
  /** Tellings, repeats not counted. */
  told: z.int(),
  timeline: z.array(Moment),
  /** Other channels whose alerts led here: one link each, by the message it hangs under. */
  links: z.array(z.object({ channel: z.string(), ts: z.string().nullable() })),
  /** The summary it is told in, as its channel was flooded, and whether somebody wanted its thread all the same. */
  summed: z.object({ digest: z.string(), opened: z.boolean() }).nullable(),
  /** When its pulls were last looked at by ourselves. */
  lookedAt: when,
});
export type Trouble = z.infer<typeof Trouble>;

/** One summary in the place of many threads, while a channel is flooded. */
export const Digest = z.object({
  version: z.literal(1),
  id: z.string(),
  channel: z.string(),
  openedAt: when,
  /** Ids, in the order in which they came. */
  troubles: z.array(z.string()),
});
export type Digest = z.infer<typeof Digest>;

/** Most of what one record lists: it is one document and one message. */
export const MOST_AFFECTED = 200;
export const MOST_MOMENTS = 40;

/** Who comes back within this time goes on in the same thread, milliseconds. */
export const SAME_THREAD_MS = 60 * 60 * 1000;
