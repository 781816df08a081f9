import type { Step } from './asking.ts';

/** Where a diagnosis stands; shown while it runs. */
export interface Progress {
  /** What the question turned out to be about: `shop/cart-0`. Absent until it is found. */
  readonly subject?: string;
  /** In the order they were begun. */
  readonly steps: readonly Step[];
}
