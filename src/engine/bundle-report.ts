/** What a support bundle holds, and what could not be read for it. */
import type { BlindSpot } from './verdict.ts';

export interface BundleReport {
  /** What it is about: a registry, a namespace, or `all registries`. */
  readonly what: string;
  /** The archive's file name. */
  readonly file: string;
  readonly bytes: number;
  readonly parts: readonly BundlePart[];
  readonly couldNotLook: readonly BlindSpot[];
  /** What was left out because the archive has an end, each one sentence. */
  readonly cut: readonly string[];
  readonly at: string;
  readonly ms: number;
}

export interface BundlePart {
  /** `objects`, `logs`, `events`, `harbor`, `network`, `verdict`. */
  readonly id: string;
  readonly files: number;
  readonly bytes: number;
}
