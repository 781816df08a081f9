/** The line of a task's log that counts: the first error, because what follows comes of it. Pure. */

const ERROR = /\[(?:ERROR|FATAL)\]|\berror\b|\bfailed\b|\bunknown\b/i;
const LEVEL = /\[(?:ERROR|FATAL)\]/;
const HEAD = /^\S{10,40} \[[A-Z]{3,8}\] \[[^\]]{1,200}\]: ?/;

/** Null where the log tells no error. */
export function firstErrorIn(lines: readonly string[]): string | null {
  return lines.find((line) => LEVEL.test(line)) ?? lines.find((line) => ERROR.test(line)) ?? null;
}

/** The words of a line without its time, level and place in the source. */
export function wordsOf(line: string): string {
  return line.replace(HEAD, '').trim();
}

/** `shop/cart:[1.8.1]`, `shop/cart:1.8.1` → its parts; null where no tag is named. */
export function artifactIn(resource: string): ArtifactName | null {
  const parts = /^(?:\S{1,253}?\/\/)?([^/\s[\]]{1,255})\/([^\s[\]:@]{1,255}):\[?([\w][\w.-]{0,127})/.exec(
    resource,
  );
  const [, project, repository, tag] = parts ?? [];
  return project && repository && tag ? { project, repository, tag } : null;
}

export interface ArtifactName {
  readonly project: string;
  readonly repository: string;
  readonly tag: string;
}

/** `shop/cart:[1.8.1]` as people write it; several tags stay in their brackets. */
export function plainResource(resource: string): string {
  return resource.replace(/:\[([^\],\s]{1,128})\]$/, ':$1');
}
