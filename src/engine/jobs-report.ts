import type { Pull } from './subject.ts';
import type { BlindSpot, OfferedRemediation } from './verdict.ts';

/** `jobs`: the job service of each Harbor, what runs and what waits. Keys are only ever added. */
export interface JobsReport {
  readonly at: string;
  readonly ms: number;
  /** The one Harbor that was asked about; absent: all. */
  readonly asked?: string;
  readonly harbors: readonly HarborJobs[];
  readonly couldNotLook: readonly BlindSpot[];
}

export interface HarborJobs {
  readonly name: string;
  readonly host: string;
  readonly version: string | null;
  readonly pools: readonly {
    readonly id: string;
    readonly alive: 'alive' | 'dead';
    readonly heartbeatAt: string | null;
    readonly startedAt: string | null;
    readonly workers: number | null;
  }[];
  readonly workers: { readonly busy: number; readonly all: number };
  /** What workers hold, the oldest first. */
  readonly running: readonly {
    readonly type: string;
    readonly job: string;
    readonly startedAt: string | null;
    readonly checkedInAt: string | null;
    /** What it is about, where that can be told: `policy nightly-to-dr: shop/cart:1`. */
    readonly about: string | null;
  }[];
  /** Queues that hold something or are paused, the longest wait first. */
  readonly queues: readonly {
    readonly type: string;
    readonly waiting: number;
    /** Earlier and now, of the two looks. */
    readonly counts: readonly number[];
    /** How long the oldest waits, seconds. */
    readonly oldestS: number;
    readonly paused: 'paused' | 'open';
  }[];
  /** Null: not told. */
  readonly schedules: {
    readonly paused: boolean;
    readonly all: readonly {
      readonly type: string;
      readonly of: string | null;
      readonly cron: string | null;
    }[];
  } | null;
  /** What stands still and why, with what to do. */
  readonly stuck: readonly {
    readonly cause: string;
    readonly says: string;
    readonly quotes: readonly string[];
    readonly steps: readonly string[];
    /** What was looked at when it was proved; a fix looks at the same again. */
    readonly pull?: Pull;
    readonly remediations?: readonly OfferedRemediation[];
  }[];
  readonly couldNotLook: readonly BlindSpot[];
}
