/** The sicknesses of Acme's Harbor that can be switched on and off while the world runs, by their ids there. */
import type { Harbor } from '../harbor/harbor.ts';
import type { Sickness } from '../harbor/sickness/sickness.ts';
import { SICKNESSES } from '../harbor/sicknesses.ts';

const PREFIX = 'harbor-';

export interface WorldSickness {
  /** `harbor-replication-stuck`. */
  readonly id: string;
  readonly title: string;
  readonly struck: boolean;
}

export const HARBOR_SICKNESSES: ReadonlyMap<string, Sickness> = new Map(
  SICKNESSES.map((one) => [`${PREFIX}${one.id}`, one]),
);

export function sicknessesOf({ state }: Harbor): readonly WorldSickness[] {
  return [...HARBOR_SICKNESSES].map(([id, one]) => ({ id, title: one.title, struck: one.isStruck(state) }));
}
