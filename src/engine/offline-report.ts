/** What a bundle, a must-gather or a dump says by itself, with no network. */
import type { ScanReport } from './scan-report.ts';
import type { StatusReport } from './status.ts';
import type { SweepReport } from './sweep.ts';
import type { BlindSpot } from './verdict.ts';

export interface OfflineReport {
  /** The file's name. */
  readonly file: string;
  readonly form: DumpForm;
  /** When it was taken, ISO 8601; null where nothing tells. */
  readonly takenAt: string | null;
  readonly objects: number;
  readonly logs: number;
  /** Failing pulls; null where the file holds no pods. */
  readonly sweep: SweepReport | null;
  /** Registries; null where the file holds none. */
  readonly status: StatusReport | null;
  /** Null where the file holds no log. */
  readonly scan: ScanReport | null;
  readonly couldNotLook: readonly BlindSpot[];
  readonly at: string;
  readonly ms: number;
}

/** `bundle`: made by us. `objects`: what `kubectl get -o yaml|json` prints. `log`: lines alone. */
export type DumpForm = 'bundle' | 'must-gather' | 'cluster-dump' | 'objects' | 'log';
