import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { HttpEnding } from '../engine/registry.ts';

/** What `GET /v2/` without a login says: an open registry, a challenge, or something that is no registry. */
export interface ChallengeFact {
  readonly url: string;
  readonly ending: HttpEnding;
  readonly scheme: 'none' | 'basic' | 'bearer' | 'unknown';
  readonly realm: string | null;
  readonly service: string | null;
  /** False when the answer is not a registry's: HTML, a redirect to a login page, 404 without the API header. */
  readonly registry: boolean;
}

export const challenge: Probe<ChallengeFact> = {
  id: 'challenge',
  asks: (pull) => `asking \`/v2/\` of the registry of \`${pull.image}\``,
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
