import type { Subject } from './subject.ts';

/** How far one diagnosis has come. Overwritten as a whole, so that losing one costs nothing. */
export interface Progress {
  readonly steps: readonly ProgressStep[];
  /** What the question turned out to be about, once that is known. */
  readonly subject?: Subject;
}

export interface ProgressStep {
  /** The probe's id. */
  readonly id: string;
  /** What is asked, in words: 'asking `harbor.example.com` for the manifest'. */
  readonly asks: string;
  readonly state: 'asking' | 'known' | 'unknown' | 'unreached';
  /** How long the answer took, milliseconds. */
  readonly ms?: number;
}
