import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Who } from './authorization.ts';

/** Does the repository exist, and which tags does it hold? Asked only when the manifest was not had. */
export type RepositoryFact =
  | {
      readonly state: 'exists';
      readonly who: Who;
      readonly tags: readonly string[];
      /** False when the list was cut at the limit. */
      readonly complete: boolean;
      readonly says: string;
    }
  | {
      readonly state: 'absent';
      readonly who: Who;
      readonly says: string;
      /** Harbor: the project itself does not exist. */
      readonly project: 'absent' | 'exists' | 'unknown';
      /** Repositories of the same project or registry with a like name, nearest first. */
      readonly nearest: readonly string[];
    }
  /** Everyone who asked was refused, so nobody can tell. */
  | { readonly state: 'hidden'; readonly says: string };

export const repository: Probe<RepositoryFact> = {
  id: 'repository',
  asks: () => 'asking whether the repository exists',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
