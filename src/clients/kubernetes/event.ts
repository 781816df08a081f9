import { z } from 'zod';
import type { EventRecord, ObjectEventRecord } from '../../engine/cluster.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { metadata, optionalText, time } from './object.ts';

const optionalTime = time.nullish();

const event = z.object({
  metadata,
  type: optionalText,
  reason: optionalText,
  message: optionalText,
  count: z.number().nullish(),
  firstTimestamp: optionalTime,
  lastTimestamp: optionalTime,
  eventTime: optionalTime,
  series: z.object({ count: z.number().nullish(), lastObservedTime: optionalTime }).nullish(),
  involvedObject: z
    .object({ kind: optionalText, name: optionalText, fieldPath: optionalText, uid: optionalText })
    .nullish(),
  source: z.object({ component: optionalText }).nullish(),
  reportingComponent: optionalText,
});

/** Throws a ZodError when this is no Event. Newer components leave the old times null and fill eventTime and series. */
export function readEvent(json: unknown): EventRecord {
  const one = event.parse(json);
  const first = one.firstTimestamp ?? one.eventTime ?? one.metadata.creationTimestamp;
  return {
    type: one.type,
    reason: one.reason,
    message: withoutLogins(one.message),
    count: one.series?.count ?? one.count ?? 1,
    firstSeen: first,
    lastSeen: one.series?.lastObservedTime ?? one.lastTimestamp ?? first,
    fieldPath: one.involvedObject?.fieldPath ?? '',
    source: one.source?.component || one.reportingComponent,
  };
}

/** The same with what it is about. Throws a ZodError too. */
export function readObjectEvent(json: unknown): ObjectEventRecord {
  const { involvedObject } = event.parse(json);
  const about = { kind: involvedObject?.kind ?? '', name: involvedObject?.name ?? '' };
  return { ...readEvent(json), about };
}

/** The uid of the object an event is about; empty when it names none. */
export function uidOf(json: unknown): string {
  return event.parse(json).involvedObject?.uid ?? '';
}

export function byTime(one: EventRecord, other: EventRecord): number {
  return Date.parse(one.lastSeen) - Date.parse(other.lastSeen);
}
