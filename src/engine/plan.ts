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
  /** It takes itself back so many seconds after it was written: that is part of what is approved. */
  readonly revert?: { readonly afterS: number };
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
 * done. `{approval}` in a value or path becomes the approval's id, `{approvedAt}` its time (`{approvedAtSeconds}`:
 * since 1970), so that the write is the same however often it is tried. In a way back `{made}` becomes the id of
 * what the way there made; of a robot and its Secret `{made/1}` is the robot's and `{made/2}` the Secret's.
 */
export type Step =
  | {
      readonly do: 'patch';
      readonly target: Target;
      readonly how: 'merge' | 'strategic';
      readonly body: Readonly<Record<string, unknown>>;
      /** The object must still be this one. */
      readonly uid: string;
      /** What it must hold before, lists whole unless `how` is strategic; null: absent. Else somebody changed it since it was looked at. */
      readonly was?: Readonly<Record<string, unknown>>;
    }
  | { readonly do: 'create'; readonly target: Target; readonly body: Readonly<Record<string, unknown>> }
  /** What it owns goes with it. */
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
      readonly done?: DoneWhen;
    }
  /**
   * A robot that may pull from one project, and its login as a new Secret. The robot's secret is told once and
   * lives from there to the Secret only; a robot of this approval without a Secret is made anew.
   */
  | {
      readonly do: 'pull-robot';
      readonly registry: string;
      /** Which images the login is for, as kubelets match it: `harbor.acme.io`. */
      readonly host: string;
      readonly project: { readonly id: number; readonly name: string };
      /** Without prefix and project. */
      readonly robot: string;
      readonly days: number;
      /** The Secret. */
      readonly target: Target;
    };

/**
 * How a second try sees that the first one worked, for calls that are not idempotent by themselves. `path` is below
 * `/api/v2.0` and answers a list; `where` is what the entry holds, and may go into JSON that Harbor keeps as text.
 */
export type DoneWhen =
  /** The call makes an entry with a higher id than any before. */
  | {
      readonly by: 'new-entry';
      readonly path: string;
      readonly where: Readonly<Record<string, unknown>>;
    }
  /** The name is taken (409): by us where an entry holds this, with the approval's id as its mark. */
  | { readonly by: 'entry'; readonly path: string; readonly where: Readonly<Record<string, unknown>> }
  /** The call empties a queue: nothing waits in it for longer than since the first try. */
  | { readonly by: 'drained'; readonly queue: string };

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

export type HarborProof =
  /** The replication policy is gone; the check, which then has nothing to look at, is not asked. */
  | { readonly is: 'policy-gone'; readonly policy: number }
  /** The execution that the fix began ended well; the check, which weighs older ones too, is not asked. */
  | { readonly is: 'execution-succeeded'; readonly policy: number }
  /** What is paused is paused, although what made it worth pausing is not mended; the check is not asked. */
  | { readonly is: 'queue-paused'; readonly queue: string }
  /** The collection that the fix began ended well; of a dry run, which mends nothing, the check is not asked. */
  | { readonly is: 'collection-succeeded' | 'dry-run-succeeded' };

/** What the Job that the fix made has measured; the check, of whose fault nothing is mended, is not asked. */
export interface JobProof {
  readonly job: Target;
  readonly container: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** Whose names it looks up. */
  readonly resolver: 'node' | 'cluster';
}

/** A workload's new pods write lines at `debug`; nothing is mended by that either, so the check is not asked. */
export interface DebugProof {
  /** Its pods' owner, as pods tell it. */
  readonly owner: { readonly kind: string; readonly name: string };
  readonly container: string;
}

export interface Verification {
  /** The check that found the fault; it must pass. */
  readonly check: string;
  /** What it is asked about then; absent: what it was asked about when it failed. */
  readonly of?: Pull;
  /** The workload whose rollout must be done as well. */
  readonly rollout?: Target;
  /** The pod is made anew: its workload, as `Deployment/cart`, whose newest pod is asked about then. */
  readonly podOf?: { readonly kind: string; readonly name: string };
  /** What Harbor itself must say as well. */
  readonly harbor?: HarborProof;
  readonly job?: JobProof;
  readonly debug?: DebugProof;
  /** How long it may take until it does, seconds. */
  readonly withinS: number;
  /** For how long it must then stay so, seconds. */
  readonly steadyS: number;
}
