/** How a trouble changes by what is told and seen. Pure: the same telling twice changes nothing more. */
import type { AlertSeverity, Sighting, SightingTarget } from './sighting.ts';
import { SEVERITIES, suffererKey } from './sighting.ts';
import {
  type Healed,
  MOST_AFFECTED,
  MOST_MOMENTS,
  type Moment,
  SAME_THREAD_MS,
  type Trouble,
} from './trouble.ts';

/** Alerts of one target that are remembered, so that each can be heard to resolve. */
const MOST_FIRING = 20;

/** Whoever reads along is told anew when as many suffer. */
const WORSE_AT = [5, 20, 100, 500, 2_000, 10_000] as const;

/** What was seen to suffer when it was looked at. */
export interface Seen {
  readonly targets: readonly SightingTarget[];
  readonly sightings: readonly Sighting[];
  /** How many suffer by now, at least: those that are named, and those that were counted. */
  readonly count: number;
}

/** Adds who suffers and what was told of them. The count never falls: it is of everything that ever suffered. */
export function withSeen(trouble: Trouble, { targets, sightings, count: seen }: Seen, now: string): Trouble {
  const alerts = sightings.filter(({ status }) => status === 'firing').map(({ alert }) => alert);
  const since = sightings[0]?.at ?? now;
  const affected = new Map(trouble.affected.map((one) => [one.key, one]));
  for (const target of targets) {
    const key = suffererKey(target);
    const known = affected.get(key);
    affected.set(key, {
      key,
      target,
      since: known?.since ?? since,
      until: null,
      firing: [...new Set([...(known?.firing ?? []), ...alerts])].slice(-MOST_FIRING),
    });
  }
  const count = Math.max(trouble.affectedCount, seen);
  const worse = WORSE_AT.findLast((limit) => count >= limit && trouble.affectedCount < limit);
  const moments: Moment[] = worse === undefined ? [] : [{ what: 'worse', at: now, affected: count }];
  return {
    ...trouble,
    severity: worst([trouble.severity, ...sightings.map(({ severity }) => severity)]),
    affectedCount: count,
    affected: [...affected.values()].slice(0, MOST_AFFECTED),
    timeline: within([...trouble.timeline, ...moments]),
  };
}

/** Told once more of those who are known to suffer, by their keys. `told`: tellings by now. */
export function withToldAgain(
  trouble: Trouble,
  names: ReadonlySet<string>,
  alerts: readonly string[],
  told: number,
): Trouble {
  return {
    ...trouble,
    told: Math.max(told, trouble.told),
    affected: trouble.affected.map((one) =>
      names.has(one.key)
        ? { ...one, firing: [...new Set([...one.firing, ...alerts])].slice(-MOST_FIRING) }
        : one,
    ),
  };
}

/** Alerts are over: who suffers is no longer told of once none of its alerts fires. */
export function withOver(trouble: Trouble, alerts: readonly string[], now: string): Trouble {
  const over = new Set(alerts);
  return {
    ...trouble,
    affected: trouble.affected.map((one) => {
      if (one.until !== null || !one.firing.some((alert) => over.has(alert))) return one;
      const firing = one.firing.filter((alert) => !over.has(alert));
      return { ...one, firing, until: firing.length === 0 ? now : null };
    }),
  };
}

/** Nobody tells of it any more. */
export function isTold({ affected }: Trouble): boolean {
  return affected.some(({ until }) => until === null);
}

export function healedBy(trouble: Trouble, healed: Healed, now: string): Trouble {
  if (trouble.state === 'resolved') return trouble;
  return {
    ...trouble,
    state: 'resolved',
    resolvedAt: now,
    healed,
    affected: trouble.affected.map((one) => ({ ...one, until: one.until ?? now, firing: [] })),
    timeline: within([...trouble.timeline, { what: 'healed', at: now, healed }]),
  };
}

/** It came back, and goes on where it was told before. */
export function cameBack(trouble: Trouble, now: string): Trouble {
  if (trouble.state === 'open') return trouble;
  return {
    ...trouble,
    state: 'open',
    resolvedAt: null,
    healed: null,
    again: trouble.again + 1,
    timeline: within([...trouble.timeline, { what: 'again', at: now }]),
  };
}

/** The alerts say it is over, our own look says it is not; told once in a row. */
export function disputed(trouble: Trouble, now: string): Trouble {
  if (trouble.timeline.at(-1)?.what === 'disputed') return trouble;
  return { ...trouble, timeline: within([...trouble.timeline, { what: 'disputed', at: now }]) };
}

/** Still one thread: it is open, or was until a short while ago. */
export function goesOn({ state, resolvedAt }: Trouble, now: number): boolean {
  return state === 'open' || (resolvedAt !== null && now - Date.parse(resolvedAt) < SAME_THREAD_MS);
}

/** The gravest that was told; null where none was. */
export function worst(all: readonly (AlertSeverity | null)[]): AlertSeverity | null {
  return SEVERITIES.find((severity) => all.includes(severity)) ?? null;
}

/** The beginning stays: when it began and what was found are what people look for. */
function within(timeline: readonly Moment[]): Moment[] {
  if (timeline.length <= MOST_MOMENTS) return [...timeline];
  return [...timeline.slice(0, 2), ...timeline.slice(2 - MOST_MOMENTS)];
}
