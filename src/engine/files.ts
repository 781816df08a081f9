/** Files that go with a reply or were dropped into a thread: what a job knows of them. The bytes lie on a shelf. */

/** A file of a reply; who delivers takes its bytes from the shelf. */
export interface ReplyFile {
  readonly id: string;
  readonly name: string;
  /** Media type: `application/gzip`, `image/png`. */
  readonly type: string;
  readonly bytes: number;
  readonly title: string;
  /** What an image shows, for who cannot see it. */
  readonly alt?: string;
}

export interface FileToKeep {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly alt?: string;
  readonly body: Uint8Array;
}

/** Where files lie until they are delivered or read: Redis, or the folder a terminal stands in. */
export interface FileShelf {
  /** Throws FileTooLarge above FILE_LIMIT. */
  put(file: FileToKeep): Promise<ReplyFile>;
  /** Null when it is gone: files are kept for a while only. */
  get(id: string): Promise<Uint8Array | null>;
}

/** No file is larger, bytes; what is packed is cut before. */
export const FILE_LIMIT = 32 * 1024 * 1024;

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  constructor(name: string, bytes: number) {
    super(`${name} has ${bytes} bytes; at most ${FILE_LIMIT} are kept`);
  }
}
