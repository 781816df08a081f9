/** What logs say, through every sign of the catalogue: what `scan-logs` answers. */
import type { Severity } from './check.ts';
import type { BlindSpot, Confidence } from './verdict.ts';

export interface ScanReport {
  /** What was asked for, as it was written: `core`, `harbor`, `harbor/core`, a file's name. */
  readonly what: string;
  /** Null where the lines came from a file. */
  readonly cluster: string | null;
  /** Only lines of the last so many seconds; null: as far back as the logs go. */
  readonly sinceSeconds: number | null;
  readonly run: 'current' | 'previous';
  /** One per container whose log was read, at most 200. */
  readonly logs: readonly ScannedLog[];
  readonly lines: number;
  readonly bytes: number;
  /** Causes, the gravest and most frequent first. */
  readonly causes: readonly ScanCause[];
  readonly noise: readonly ScanNoise[];
  /** Lines of complaint that no sign knows, by their shape, most frequent first. */
  readonly unexplained: readonly ScanShape[];
  /** How many more lines of complaint there were, of shapes not listed. */
  readonly moreUnexplained: number;
  /** What was not read to its end, each one sentence. */
  readonly cut: readonly string[];
  readonly couldNotLook: readonly BlindSpot[];
  readonly at: string;
  readonly ms: number;
}

export interface ScannedLog {
  /** `namespace/pod container`, or a file's name. */
  readonly log: string;
  readonly component: string | null;
  readonly lines: number;
}

interface Counted {
  readonly count: number;
  /** ISO 8601; null where no line told its time. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Logs that say so, at most 5. */
  readonly logs: readonly string[];
  /** One line of them, without secrets. */
  readonly specimen: string;
}

export interface ScanCause extends Counted {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly means: string;
  /** The first thing to do; null where there is nothing. */
  readonly step: string | null;
}

export interface ScanNoise extends Counted {
  /** Which noise it is, in words. */
  readonly name: string;
}

export interface ScanShape extends Counted {
  readonly shape: string;
}
