/** What the bot's home shows: one look at everything that is open. */
import type { Approval } from './approval.ts';
import type { AuditRecord } from './audit.ts';
import type { Freeze } from './freeze.ts';
import type { Health } from './status.ts';
import type { Trouble } from './trouble.ts';

/** Registries as they were when somebody, or the clock, last looked at them. */
export interface HealthSeen {
  /** ISO 8601. */
  readonly at: string;
  readonly registries: readonly {
    readonly name: string;
    readonly host: string;
    readonly product: string;
    readonly health: Health;
    /** The first of what is wrong; null where nothing is. */
    readonly trouble: string | null;
  }[];
}

export interface HomeSeen {
  readonly now: Date;
  /** Open ones, and those of the last day that are over; newest first. */
  readonly troubles: readonly Trouble[];
  /** Addresses of the threads, by trouble. */
  readonly links: ReadonlyMap<string, string>;
  readonly health: HealthSeen | null;
  /** Those that wait for people. */
  readonly approvals: readonly Approval[];
  readonly freezes: readonly Freeze[];
  /** What fixes did in the last day, newest first. */
  readonly done: readonly AuditRecord[];
}
