/** Where the time of one pull goes, from what the kubelet said and what was measured. Pure. */
import type { Case } from '../../engine/case.ts';
import { factIn } from '../../facts/answered.ts';
import { download } from '../../probes/download.ts';
import { manifest } from '../../probes/manifest.ts';
import { pullTimes } from '../../probes/pull-times.ts';

/**
 * `waiting`: for other pulls of the node. `transfer`: the bytes, at the speed measured from here. `node`: what
 * the kubelet took beyond that: its own line, unpacking, its disk. `registry`: its answers before the first byte.
 */
export type ContributorKind = 'waiting' | 'transfer' | 'node' | 'registry';

export interface Contributor {
  readonly kind: ContributorKind;
  readonly ms: number;
}

export interface TimeSpent {
  /** `told`: the kubelet finished and said how long. `under-way`: it still pulls. `estimated`: nobody pulled. */
  readonly how: 'told' | 'under-way' | 'estimated';
  readonly totalMs: number;
  /** The biggest first; parts under a second are left out. */
  readonly parts: readonly Contributor[];
  readonly bytes: number | null;
  readonly layers: number | null;
  /** Measured from here. */
  readonly bytesPerSecond: number | null;
}

/** Probes of the way to the first byte, in its order, each with those it waits for. */
const WAITS_FOR = {
  dns: ['reference'],
  tcp: ['dns'],
  tls: ['tcp'],
  challenge: ['tls'],
  authorization: ['challenge', 'credentials'],
  manifest: ['authorization'],
} as const;
type StepId = keyof typeof WAITS_FOR;
// The keys of a literal are what its type says.
export const STEPS = Object.keys(WAITS_FOR) as readonly StepId[];

const LEAST_MS = 1_000;

/** Null where neither the kubelet nor the registry told anything. `now`: ISO 8601. */
export function timeSpent(of: Case, now: string): TimeSpent | null {
  const { answers } = of;
  const times = factIn(answers, pullTimes);
  const blobs = factIn(answers, manifest)?.found?.blobs ?? null;
  const bytes = blobs ? blobs.reduce((sum, { size }) => sum + size, 0) : (times?.last?.bytes ?? null);
  const layers = blobs ? blobs.filter(({ kind }) => kind === 'layer').length : null;
  const sample = factIn(answers, download)?.sample ?? null;
  const bytesPerSecond = sample ? (sample.bytes / sample.ms) * 1_000 : null;
  const transferMs = bytes !== null && bytesPerSecond !== null ? (bytes / bytesPerSecond) * 1_000 : null;
  const registryMs = STEPS.reduce((sum, id) => sum + ownMs(of, id), 0);
  const measured = { bytes, layers, bytesPerSecond };
  if (times?.pullingSince)
    return {
      how: 'under-way',
      totalMs: Math.max(0, Date.parse(now) - Date.parse(times.pullingSince)),
      parts: sorted([part('transfer', transferMs), part('registry', registryMs)]),
      ...measured,
    };
  if (times?.last) {
    const { pullMs, totalMs } = times.last;
    const inTransfer = transferMs === null ? 0 : Math.min(transferMs, pullMs);
    return {
      how: 'told',
      totalMs: totalMs ?? pullMs,
      parts: sorted([
        part('waiting', (totalMs ?? pullMs) - pullMs),
        part('transfer', inTransfer),
        part('registry', Math.min(registryMs, pullMs - inTransfer)),
        part('node', pullMs - inTransfer - Math.min(registryMs, pullMs - inTransfer)),
      ]),
      ...measured,
    };
  }
  if (transferMs === null) return null;
  return {
    how: 'estimated',
    totalMs: transferMs + registryMs,
    parts: sorted([part('transfer', transferMs), part('registry', registryMs)]),
    ...measured,
  };
}

function part(kind: ContributorKind, ms: number | null): Contributor {
  return { kind, ms: Math.round(ms ?? 0) };
}

function sorted(parts: readonly Contributor[]): readonly Contributor[] {
  return parts.filter(({ ms }) => ms >= LEAST_MS).toSorted((a, b) => b.ms - a.ms);
}

/** All probes start together: what one waited for another is not its own time. */
export function ownMs(of: Case, id: StepId): number {
  return Math.max(0, msOf(of, id) - Math.max(...WAITS_FOR[id].map((before) => msOf(of, before))));
}

function msOf({ answers }: Case, id: string): number {
  const answer = answers.get(id);
  return answer?.state === 'known' ? answer.ms : 0;
}
