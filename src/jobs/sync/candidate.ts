/** Something that is synchronised and that a person may have meant. */
import type { Installation } from '../../engine/installation.ts';
import type { RepositoryObject } from '../../engine/kubernetes/repository.ts';
import type { SyncQuestion } from '../../engine/question.ts';
import type { SyncSubject } from '../../engine/subject.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

export type Candidate = Named &
  (
    | { readonly found: 'policy'; readonly installation: Installation }
    | { readonly found: 'repository'; readonly object: RepositoryObject; readonly group: string }
  );

interface Named {
  readonly sync: SyncSubject;
  readonly label: string;
  /** Short: what it is and how it does. */
  readonly state: string;
  /** What a person would type for it after the verb. */
  readonly text: string;
  readonly question: SyncQuestion;
}

export interface Searched {
  readonly candidates: readonly Candidate[];
  /** All names that were there, for the nearest of them. */
  readonly names: readonly string[];
  readonly blind: readonly BlindSpot[];
}
