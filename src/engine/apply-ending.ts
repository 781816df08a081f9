/** How one write ended. */
export type StepEnding =
  | { readonly ended: 'written' }
  /** It was so already, or an earlier try of this very approval did it. */
  | { readonly ended: 'was-done' }
  /** The system says no; trying again changes nothing. */
  | { readonly ended: 'refused'; readonly says: string }
  /** No answer: it may have been written or not. Trying again is safe. */
  | { readonly ended: 'unsure'; readonly says: string };

/** What makes the writes of one approval recognisable and the same at every try. */
export interface Stamp {
  /** The approval's id. */
  readonly approval: string;
  /** When it was approved, ISO 8601. */
  readonly approvedAt: string;
}
