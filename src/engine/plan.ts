/** What a remediation would write, as data: shown before it is approved, bound by its digest, then applied. */
import type { NonEmpty } from './evidence.ts';
import type { ObjectKind } from './kube-object.ts';
import type { Pull } from './subject.ts';

export type Risk = 'low' | 'medium' | 'high';

export interface Plan {
  /** The remediation's id. */
  readonly remediation: string;
  /** What will be done, one sentence: 'Restart `jobservice` of `harbor.acme.test`'. */
  readonly does: string;
  readonly risk: Risk;
  /** Where it is done; decides who may approve. */
  readonly scope: PlanScope;
  readonly steps: NonEmpty<Step>;
  /** What changes, value by value, as a person reads it. */
  readonly changes: NonEmpty<Change>;
  /** What is interrupted meanwhile, one sentence. */
  readonly interrupts: string;
  readonly undo: Undo;
  /** Objects that no other remediation may touch meanwhile, as `cluster/kind/namespace/name`. */
  readonly locks: NonEmpty<string>;
  readonly verify: Verification;
  /** What else a person should know before the yes: owned by Helm, runs while others sync. */
  readonly beware: readonly string[];
}

export interface PlanScope {
  /** Configured cluster; null where only a registry is written to. */
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** Configured registry; null where only a cluster is written to. */
  readonly registry: string | null;
}

/** An object of the cluster. */
export interface Target {
  readonly kind: ObjectKind;
  readonly namespace: string;
  readonly name: string;
}

/**
 * One write. Each is idempotent: `uid` and `from` say what it must meet, and what is already so counts as
 * done. `{approval}` in a value becomes the approval's id, `{approvedAt}` its time (`{approvedAtSeconds}`: since
 * 1970), so that the write is the same however often it is tried.
 */
export type Step =
  | {
      readonly do: 'patch';
      readonly target: Target;
      readonly how: 'merge' | 'strategic';
      readonly body: Readonly<Record<string, unknown>>;
      /** The object must still be this one. */
      readonly uid: string;
    }
  | { readonly do: 'create'; readonly target: Target; readonly body: Readonly<Record<string, unknown>> }
  | { readonly do: 'delete'; readonly target: Target; readonly uid: string }
  | { readonly do: 'evict'; readonly target: Target; readonly uid: string }
  /** A Secret whose data is read when it is written and never before; `digest` is of what was seen at planning. */
  | {
      readonly do: 'copy-secret';
      readonly from: { readonly namespace: string; readonly name: string; readonly digest: string };
      readonly target: Target;
    }
  | {
      readonly do: 'harbor';
      readonly registry: string;
      readonly method: 'PUT' | 'POST' | 'DELETE' | 'PATCH';
      /** Below `/api/v2.0`. */
      readonly path: string;
      readonly body?: Readonly<Record<string, unknown>>;
      /** How a second try sees that the first one worked, for calls that are not idempotent by themselves. */
      readonly done?: DoneWhen;
    };

/** A newest entry of a list that is younger than the approval. */
export interface DoneWhen {
  /** Below `/api/v2.0`; answers a list, newest first. */
  readonly path: string;
  /** Field of its first entry that holds the time. */
  readonly since: string;
}

export interface Change {
  /** `Deployment harbor/harbor-jobservice · restartedAt`. */
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
}

export type Undo =
  | {
      readonly by: 'steps';
      readonly says: string;
      readonly steps: NonEmpty<Step>;
      readonly changes: NonEmpty<Change>;
    }
  | { readonly by: 'none'; readonly why: string };

export interface Verification {
  /** The check that found the fault; it must pass. */
  readonly check: string;
  /** What it is asked about then; absent: what it was asked about when it failed. */
  readonly of?: Pull;
  /** The workload whose rollout must be done as well. */
  readonly rollout?: Target;
  /** How long it may take until it does, seconds. */
  readonly withinS: number;
  /** For how long it must then stay so, seconds. */
  readonly steadyS: number;
}
