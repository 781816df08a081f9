import type { Pull } from './subject.ts';
import type { Confidence, OfferedRemediation } from './verdict.ts';

/** `/registry status`: every configured registry in one glance, worst first. */
export type Health = 'down' | 'degraded' | 'warning' | 'healthy' | 'unknown';

export interface StatusReport {
  readonly at: string;
  readonly ms: number;
  /** From where the questions were asked: 'cluster prod', 'this machine'. */
  readonly from: string;
  /** The one registry that was asked about, as it was written; absent: all were. */
  readonly asked?: string;
  /** The file that was asked in the place of clusters and registries; absent: they were asked themselves. */
  readonly file?: ReadFile;
  readonly registries: readonly RegistryStatus[];
  /** Clusters that could not be searched for registries; absent in reports of old. */
  readonly couldNotLook?: readonly { readonly probe: string; readonly why: string }[];
}

export interface ReadFile {
  readonly name: string;
  /** ISO 8601; null: the file does not tell. */
  readonly takenAt: string | null;
}

export interface RegistryStatus {
  readonly name: string;
  readonly host: string;
  /** `Harbor`, `distribution`, … as found or configured. */
  readonly product: string;
  readonly version: string | null;
  readonly health: Health;
  /** What is wrong, worst first; empty when healthy. Each one sentence. */
  readonly troubles: readonly StatusLine[];
  /** What is right or worth knowing: certificate end, last GC. */
  readonly notes: readonly StatusLine[];
  readonly couldNotLook: readonly { readonly probe: string; readonly why: string }[];
}

export interface StatusLine {
  /** Short id: `dns`, `tls`, `token`, `component-jobservice`, `replication`, `gc`, `certificate`. */
  readonly id: string;
  readonly health: Health;
  readonly says: string;
  /** The system's own words, where there are any. */
  readonly quote?: string;
  /** The check that found it; absent: no check stands behind the line. */
  readonly cause?: string;
  readonly confidence?: Confidence;
  /** What to do by hand, in order. */
  readonly steps?: readonly string[];
  /** What was looked at when it was proved; a fix looks at the same again. */
  readonly pull?: Pull;
  readonly remediations?: readonly OfferedRemediation[];
}
