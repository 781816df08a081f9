/** A file that a person dropped into a conversation, as a handler sees it. */
export interface DroppedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly url: string;
  readonly channel: string;
  /** Its message, and the thread that stands in; null from the conversation itself. */
  readonly ts: string;
  readonly thread: string | null;
}

export type Dropped =
  | { readonly is: 'there'; readonly file: DroppedFile }
  /** Slack does not let us see it, in its words. */
  | { readonly is: 'hidden'; readonly says: string };

export type Taken =
  | { readonly is: 'taken'; readonly id: string }
  | { readonly is: 'too-large' }
  | { readonly is: 'refused'; readonly says: string };

/** Names of files that may hold a bundle, a dump or a log; others are none of ours. */
export function mayBeDump(name: string): boolean {
  return /\.(?:tar|tgz|tar\.gz|zip|ya?ml|json|log|txt|gz)$/i.test(name);
}
