/** A way for a Harbor to be sick, switched on and off while it runs. */
import type { ComponentLog, HarborState } from '../state.ts';

export interface Sickness {
  /** The file's name. */
  readonly id: string;
  /** As the team would tell it. */
  readonly title: string;
  /** Nothing happens when it is struck already. */
  strike(state: HarborState): void;
  /** The way out that a person would take; nothing happens when it is not struck. */
  heal(state: HarborState): void;
  isStruck(state: HarborState): boolean;
}

export interface SicknessPlan {
  readonly id: string;
  readonly title: string;
  /** Makes it so, and returns what mends it. */
  strike(state: HarborState): () => void;
  /** What components write meanwhile. */
  logs?(state: HarborState): readonly ComponentLog[];
}

/** Remembers per Harbor what mends it. */
export function defineSickness({ id, title, strike, logs }: SicknessPlan): Sickness {
  const struck = new WeakMap<HarborState, () => void>();
  return {
    id,
    title,
    isStruck: (state) => struck.has(state),
    strike(state) {
      if (struck.has(state)) return;
      struck.set(state, strike(state));
      if (logs) state.logs.set(id, logs(state));
    },
    heal(state) {
      struck.get(state)?.();
      struck.delete(state);
      state.logs.delete(id);
    },
  };
}
