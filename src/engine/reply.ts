/** What comes back to the person who asked. Rendered by slack/ and by terminal/; never built from fragments there. */
import type { BundleReport } from './bundle-report.ts';
import type { ReplyFile } from './files.ts';
import type { JobsReport } from './jobs-report.ts';
import type { OfflineReport } from './offline-report.ts';
import type { Question } from './question.ts';
import type { ScanReport } from './scan-report.ts';
import type { StatusReport } from './status.ts';
import type { StorageReport } from './storage-report.ts';
import type { SweepReport } from './sweep.ts';
import type { Verdict } from './verdict.ts';

/** `files` go into the thread after the answer, each once. */
export type Reply = Told & { readonly files?: readonly ReplyFile[] };

type Told =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly look?: readonly LookLive[] }
  | { readonly kind: 'status'; readonly report: StatusReport }
  | { readonly kind: 'sweep'; readonly report: SweepReport }
  | { readonly kind: 'jobs'; readonly report: JobsReport }
  | { readonly kind: 'storage'; readonly report: StorageReport }
  | { readonly kind: 'scan-logs'; readonly report: ScanReport }
  | { readonly kind: 'bundle'; readonly report: BundleReport }
  | { readonly kind: 'offline'; readonly report: OfflineReport }
  | Choice
  | Refusal
  | Note
  | { readonly kind: 'help'; readonly topics: readonly HelpTopic[] };

/** Something done or told at once: a sentence, and lines below it. Markdown code spans for names. */
export interface Note {
  readonly kind: 'note';
  readonly says: string;
  readonly lines: readonly string[];
}

/** What a text names and could be looked at live. */
export interface LookLive {
  /** A pod as `namespace/name`, or an image. */
  readonly label: string;
  readonly question: Question;
}

/** Several subjects match: the person picks one. */
export interface Choice {
  readonly kind: 'choice';
  /** 'Four pods match `cart`.' */
  readonly says: string;
  readonly options: readonly {
    readonly label: string;
    /** Short state: 'ImagePullBackOff for 14 min'. */
    readonly state: string;
    /** What a person would type for it. */
    readonly text: string;
    readonly question: Question;
  }[];
  /** How many more matched than are offered. */
  readonly more: number;
}

/** A clear no: bad input, nothing found, or our own failure; says what to do. */
export interface Refusal {
  readonly kind: 'refusal';
  /** `usage`: what was typed. `not-found`: nothing of that name. `failed`: our own failure. */
  readonly why: 'usage' | 'not-found' | 'failed';
  readonly says: string;
  /** Things to type instead, most likely first. */
  readonly tries: readonly string[];
}

export interface HelpTopic {
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly allowed: string;
}
