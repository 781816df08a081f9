import type { Action } from './action.ts';
import type { Question } from './question.ts';
import type { Reply } from './reply.ts';

/** What the person's words meant: a question for a job, an answer that needs none, or something done at once. */
export type Intent = { readonly ask: Question } | { readonly reply: Reply } | { readonly act: Action };

/** One verb of /registry, also a verb of the terminal. */
export interface Command {
  /** The file's name: `/registry <id>` and `registry-medic <id>`. */
  readonly id: string;
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly allowed: 'anyone' | 'operator' | 'approver';
  /** `text`: what follows the verb is taken whole, quotes and line ends included. Absent: word by word. */
  readonly reads?: 'text';
  /** Rows of the troubleshooting guides that the verb itself answers; docs/coverage.md is made from them. */
  readonly rows?: readonly string[];
  /** Reads the words after the verb. Throws a UsageError that says what to type. */
  parse(words: readonly string[], known: KnownNames): Intent;
}

/** Names that exist here, so that a usage error can say them. */
export interface KnownNames {
  readonly clusters: readonly string[];
  readonly registries: readonly string[];
  readonly commands: readonly Command[];
}

/** What was typed cannot be understood; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly tries: readonly string[];
  constructor(says: string, tries: readonly string[]) {
    super(says);
    this.tries = tries;
  }
}
