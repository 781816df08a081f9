/** Conditions, in which operators and kubelets tell how an object does. Pure. */
import { at, listAt, textAt } from './fields.ts';

export interface Condition {
  readonly type: string;
  /** `True`, `False`, `Unknown`. */
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  /** Since when it has this status, ISO 8601. */
  readonly since: string | null;
}

/** Those of `status.conditions`; whatever is none is left out. */
export function conditionsOf(object: { readonly status?: unknown }): readonly Condition[] {
  return listAt(object.status, 'conditions').flatMap((one) => conditionOf(one) ?? []);
}

/** One condition; null without a type and a status. A status written as a boolean counts. */
export function conditionOf(value: unknown): Condition | null {
  const type = textAt(value, 'type');
  const raw = at(value, 'status');
  const status = typeof raw === 'boolean' ? (raw ? 'True' : 'False') : textAt(value, 'status');
  if (type === null || status === null) return null;
  return {
    type,
    status,
    reason: textAt(value, 'reason'),
    message: textAt(value, 'message'),
    since: textAt(value, 'lastTransitionTime'),
  };
}
