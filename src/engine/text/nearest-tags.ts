/** Existing tags that a missing one probably meant. */

interface Version {
  readonly numbers: readonly number[];
  /** What follows the numbers: `-alpine`, `-rc.1`, or nothing. */
  readonly rest: string;
}

const AT_MOST = 5;
/** Tags beyond this many are not compared; a repository of CI builds holds tens of thousands. */
const COMPARED = 5_000;

/**
 * At most five of `tags`, the likeliest first: the same version written otherwise (`v1.2` for `1.2`), the
 * same flavour of the nearest version, then the nearest spelling. Of equals the newer-looking first.
 */
export function nearestTags(wanted: string, tags: readonly string[]): readonly string[] {
  const scored = tags
    .slice(-COMPARED)
    .filter((tag) => tag !== wanted && !/^sha256-[0-9a-f]{64}/.test(tag))
    .flatMap((tag) => {
      const away = distance(wanted, tag);
      return away === null ? [] : [{ tag, away }];
    });
  return scored
    .sort((a, b) => a.away - b.away || newerFirst(a.tag, b.tag))
    .slice(0, AT_MOST)
    .map(({ tag }) => tag);
}

/** Smaller is nearer; null when the two have nothing in common. */
function distance(wanted: string, tag: string): number | null {
  const [a, b] = [versionOf(wanted), versionOf(tag)];
  if (a && b) return versionDistance(a, b);
  const letters = spelling(wanted.toLowerCase(), tag.toLowerCase());
  return letters <= Math.max(1, Math.floor(Math.max(wanted.length, tag.length) / 3)) ? letters : null;
}

/** Other flavours after all of the same flavour; within one, by how many leading numbers agree. */
function versionDistance(a: Version, b: Version): number {
  const flavour = a.rest === b.rest ? 0 : 4;
  const differs = a.numbers.findIndex((number, at) => number !== b.numbers[at]);
  return flavour + (differs < 0 ? 0 : 3 - Math.min(differs, 2));
}

function versionOf(tag: string): Version | null {
  const found = /^v?(\d{1,9}(?:\.\d{1,9}){0,4})([-+._a-z].{0,120})?$/i.exec(tag);
  if (!found) return null;
  return { numbers: (found[1] ?? '').split('.').map(Number), rest: found[2] ?? '' };
}

/** Newer versions before older ones, versions before words, then by the alphabet. */
function newerFirst(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (!left || !right) return left ? -1 : right ? 1 : a.localeCompare(b);
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = (right.numbers[at] ?? 0) - (left.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.localeCompare(b);
}

/** Levenshtein distance; tags are at most 128 characters. */
function spelling(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
