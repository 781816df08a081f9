import type { Evidence } from './evidence.ts';
import type { Root } from './root.ts';
import type { Stage } from './stage.ts';
import type { Pull, Subject } from './subject.ts';

/** `confirmed`: a live probe shows it. `likely`: the text shows it and nothing contradicts. `possible`: less. */
export type Confidence = 'confirmed' | 'likely' | 'possible';

export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly confidence: Confidence;
  /** The answer in one sentence, Markdown code spans for names. */
  readonly summary: string;
  /** Why this happens, in plain words. */
  readonly explains: string;
  readonly evidence: readonly Evidence[];
  readonly remediations: readonly OfferedRemediation[];
  readonly steps: readonly string[];
  /** Container whose pull it concerns, when the subject has several. */
  readonly container?: string;
  /** What was looked at when it was proved; a fix looks at the same again. */
  readonly pull?: Pull;
  /** The object it sits at. Absent in answers of old, and where words alone speak of no object. */
  readonly root?: Root;
  /** Other causes that the same words could mean, when the text cannot decide. */
  readonly alternatives?: readonly string[];
}

export interface OfferedRemediation {
  readonly id: string;
  readonly title: string;
  readonly risk: 'low' | 'medium' | 'high';
  readonly ready: boolean;
  readonly why?: string;
}

export interface BlindSpot {
  readonly probe: string;
  readonly why: string;
}

/** A titled list that belongs to a verdict: who may pull this, what changed, what other nodes say. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Markdown code spans for names; one line each. */
  readonly lines: readonly string[];
}

/** The product's answer; its JSON is a stable contract (`--json`), so keys are only ever added. */
export interface Verdict {
  readonly subject: Subject;
  readonly outcome: 'found' | 'healthy' | 'unclear';
  readonly cause: Cause | null;
  readonly also: readonly Cause[];
  readonly ruledOut: readonly string[];
  readonly couldNotLook: readonly BlindSpot[];
  /** The headline, one full sentence, for every outcome. */
  readonly headline: string;
  /** Lines about where and since when: node, waiting time, sibling pods. */
  readonly about: readonly string[];
  /** Outcome unclear or healthy: what was seen, quoted. */
  readonly seen: readonly Evidence[];
  /** Outcome unclear: what a person can do to find out. Outcome healthy: empty. */
  readonly next: readonly string[];
  /** More that was learnt on the way, in the order it is worth reading. */
  readonly details: readonly Section[];
  readonly at: string;
  readonly ms: number;
}
