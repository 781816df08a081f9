/** How one write ended. */
export type StepEnding =
  | ({ readonly ended: 'written' } & Made)
  /** It was so already, or an earlier try of this very approval did it. */
  | ({ readonly ended: 'was-done' } & Made)
  /** The system says no; trying again changes nothing. */
  | { readonly ended: 'refused'; readonly says: string; readonly code?: 'taken' }
  /** No answer: it may have been written or not. Trying again is safe. */
  | { readonly ended: 'unsure'; readonly says: string };

interface Made {
  /** Id of what the system made for it; a way back names it as `{made}`. */
  readonly made?: string;
}

/** What one step remembers beyond the death of its worker. */
export interface StepNotes {
  /** What was so before the first try, in the step's own words; null: this is the first. */
  readonly before: string | null;
  /** Kept before anything is written. */
  keep(before: string): Promise<void>;
}

/** What makes the writes of one approval recognisable and the same at every try. */
export interface Stamp {
  /** The approval's id. */
  readonly approval: string;
  /** When it was approved, ISO 8601. */
  readonly approvedAt: string;
  /** What the approval that is taken back had made. */
  readonly made?: string;
}
