/**
 * The answer to a probe. A fact is anything the asked system said, a 401 included; only our own
 * failure to ask makes an answer unknown, and a question that an earlier fault made pointless is unreached.
 */
export type Answer<Fact> = Known<Fact> | Unknown | Unreached;

export interface Known<Fact> {
  readonly state: 'known';
  readonly fact: Fact;
  /** When it was asked, ISO 8601. */
  readonly at: string;
  /** How long the answer took, milliseconds. */
  readonly ms: number;
}

export interface Unknown {
  readonly state: 'unknown';
  /** One sentence for people: what kept us from asking. */
  readonly why: string;
  readonly ms: number;
}

export interface Unreached {
  readonly state: 'unreached';
  /** The probe whose fact made this question pointless. */
  readonly after: string;
}

/** Thrown by a probe that could not put its question; becomes an unknown answer. */
export class CouldNotAsk extends Error {
  override readonly name = 'CouldNotAsk';
}

/**
 * Thrown by a probe whose question an earlier fact made pointless; becomes an unreached answer. It has no stack: a
 * diagnosis throws dozens, nobody reads where from, and writing that down was the dearest part of it.
 */
export class NotReached extends Error {
  override readonly name = 'NotReached';
  readonly after: string;
  constructor(after: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(`not asked, because of the answer of ${after}`);
    Error.stackTraceLimit = limit;
    this.after = after;
  }
}
