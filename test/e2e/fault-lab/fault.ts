/** One fault: how it is staged for real, and the verdict it must get. */
import type { Confidence } from '../../../src/engine/verdict.ts';
import type { Ground } from './ground.ts';

export interface Fault {
  /** What is wrong, in a few words; the row's name in the table. */
  readonly id: string;
  /** Cause id that the verdict must name. */
  readonly cause: string;
  /** Makes the fault and says which pod suffers from it. */
  stage(ground: Ground): Promise<Suffering> | Suffering;
  /** `confirmed` when absent; less where no question from outside can prove it. */
  readonly confidence?: Confidence;
  /** Absent: TLS. */
  readonly spoken?: 'plain';
  /** Neighbouring causes to be ruled out, besides the steps of the path that come earlier. */
  readonly ruledOut?: readonly string[];
  /** Causes that must be among the also seen. */
  readonly also?: readonly string[];
  /** Causes that may be named nowhere. */
  readonly never?: readonly string[];
  /** Somewhere in headline, summary, evidence or alternatives. */
  readonly says?: RegExp;
}

/** The pod that cannot pull. */
export interface Suffering {
  readonly image: string;
  /** Names of its pull secrets. */
  readonly secrets?: readonly string[];
  readonly node?: NodeName;
  readonly policy?: 'Always' | 'Never';
  /** What its kubelet says; only for a node whose kubelet is spoken for. */
  readonly told?: { readonly reason?: string; readonly says: string };
  /** How long the product waits for a connection, milliseconds; little where silence is the fault. */
  readonly patienceMs?: number;
  /** How the product is told of the image's registry, besides its authority; null: not at all. */
  readonly registry?: object | null;
}

export type NodeName =
  | 'worker-1'
  /** containerd 2.1 and 1.4. */
  | 'worker-new'
  | 'worker-old'
  | 'worker-arm'
  /** Its resolver knows no name. */
  | 'worker-astray'
  /** It does not trust the company's authority. */
  | 'worker-distrustful'
  /** No kubelet runs there: a fault says what it would say. */
  | 'worker-told'
  /** The same, with DiskPressure. */
  | 'worker-full';
