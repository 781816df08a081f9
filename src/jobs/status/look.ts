/** One thing to look at in a registry, and what was seen. */
import { CouldNotAsk } from '../../engine/answer.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

export interface Look {
  /** Named in a blind spot when it does not answer in time. */
  readonly id: string;
  /** A look without which the registry is of no use: silence is its trouble, not only a blind spot. */
  readonly silence?: StatusLine;
  see(): Promise<Seen>;
}

export interface Seen {
  readonly troubles?: readonly StatusLine[];
  readonly notes?: readonly StatusLine[];
  readonly couldNotLook?: readonly BlindSpot[];
  readonly product?: string;
  readonly version?: string;
}

/** What was seen within the time box, milliseconds; a look that hangs holds back none of the others. */
export async function seeAll(looks: readonly Look[], timeBoxMs: number): Promise<readonly Seen[]> {
  return Promise.all(looks.map((look) => seeWithin(look, timeBoxMs)));
}

async function seeWithin(look: Look, timeBoxMs: number): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Seen>((done) => {
    timer = setTimeout(() => done(silent(look, timeBoxMs)), timeBoxMs);
  });
  const seen = look.see().catch((error: unknown): Seen => {
    const says = error instanceof Error ? error.message : String(error);
    const why = error instanceof CouldNotAsk ? says : `our own failure: ${says}`;
    return { couldNotLook: [{ probe: look.id, why }] };
  });
  try {
    return await Promise.race([seen, late]);
  } finally {
    clearTimeout(timer);
  }
}

function silent({ id, silence }: Look, timeBoxMs: number): Seen {
  if (silence) return { troubles: [silence] };
  return { couldNotLook: [{ probe: id, why: `no answer within ${timeBoxMs / 1000} s` }] };
}

const ORDER: readonly Health[] = ['down', 'degraded', 'warning', 'unknown', 'healthy'];

/** Smaller is worse. */
export function badness(health: Health): number {
  return ORDER.indexOf(health);
}
