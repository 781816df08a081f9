/** What delivering needs of Slack, each call with its endings kept apart. */
import type { SlackMessage } from '../../slack/blocks.ts';

/** Put into a message's metadata, so that it can be found again when its timestamp was lost. */
export interface Mark {
  readonly incident: string;
  readonly slot: string;
}

export interface Spot {
  readonly channel: string;
  readonly thread: string | null;
}

interface RateLimited {
  readonly ended: 'rate-limited';
  readonly retryMs: number;
}
/** Slack said no for another reason; the same call again will get the same no. */
export interface Refused {
  readonly ended: 'refused';
  readonly says: string;
}
/** No answer, or none that tells whether it was done. */
interface Unsure {
  readonly ended: 'unsure';
  readonly says: string;
}

export type Posted =
  | { readonly ended: 'posted'; readonly ts: string }
  /** The bot may not post there: not a member, no such channel for it, archived. */
  | { readonly ended: 'shut-out'; readonly says: string }
  | RateLimited
  | Refused
  | Unsure;

export type Edited =
  | { readonly ended: 'edited' }
  | { readonly ended: 'gone' }
  | RateLimited
  | Refused
  | Unsure;

export type Found =
  | { readonly ended: 'found'; readonly ts: string }
  | { readonly ended: 'not-there' }
  | RateLimited
  /** The bot may not read there. */
  | Refused
  | Unsure;

export type Answered = { readonly ended: 'answered' } | Refused | Unsure;

/** A file whose bytes Slack has, in no channel yet. */
export type Uploaded = { readonly ended: 'uploaded'; readonly file: string } | RateLimited | Refused | Unsure;

export type Shared = { readonly ended: 'shared' } | RateLimited | Refused | Unsure;

/** Where a file of Slack's is; `spots` is empty while it is in no channel. */
export type FileSeen = { readonly ended: 'seen'; readonly file: SlackFile } | RateLimited | Refused | Unsure;

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** For the bot's token only. */
  readonly url: string;
  readonly spots: readonly {
    readonly channel: string;
    readonly ts: string;
    readonly thread: string | null;
  }[];
}

export type Downloaded =
  | { readonly ended: 'downloaded'; readonly body: Uint8Array }
  | { readonly ended: 'too-large' }
  | Refused
  | Unsure;

export interface SlackDesk {
  post(spot: Spot, message: SlackMessage, mark: Mark): Promise<Posted>;
  edit(channel: string, ts: string, message: SlackMessage): Promise<Edited>;
  /** Looks for a message of ours by its mark, not older than `since` (ISO 8601). */
  find(spot: Spot, mark: Mark, since: string): Promise<Found>;
  /** One message as Slack tells it, by its timestamp; null where it is gone or may not be read. */
  read(channel: string, ts: string): Promise<unknown>;
  /** The address of a message; null where Slack gives none. */
  permalink(channel: string, ts: string): Promise<string | null>;
  /** Gives Slack a file's bytes; nobody sees it before it is shared. */
  upload(file: {
    readonly name: string;
    readonly alt?: string;
    readonly body: Uint8Array;
  }): Promise<Uploaded>;
  /** Shows an uploaded file in a channel or thread. */
  share(file: string, title: string, spot: Spot): Promise<Shared>;
  seeFile(file: string): Promise<FileSeen>;
  /** At most `limit` bytes. */
  download(file: SlackFile, limit: number): Promise<Downloaded>;
  /** To one person alone, by a response_url; works in channels the bot is not in. */
  answer(url: string, message: SlackMessage, thread?: string | null): Promise<Answered>;
  /** The bot's name, for `/invite @name`. */
  readonly botName: string;
}

/** To be tried again: at once by the queue's backoff, or not before `retryMs`. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  readonly retryMs: number | null;
  constructor(says: string, retryMs: number | null) {
    super(says);
    this.retryMs = retryMs;
  }
}
