/** Splits text into the single errors it holds, most telling first. */

export interface Segment {
  readonly text: string;
  /** `aside`: told beside the main error, e.g. the origin's error behind the mirrors'. */
  readonly rank: 'main' | 'aside';
}

/** More errors than this in one text tell nothing new. */
const SEGMENT_LIMIT = 400;
/** One error longer than this is cut in its middle; characters. */
const SEGMENT_CHARS = 8 * 1024;

const MIRRORS = 'Mirrors also failed: ';

/** Where their list ends and the origin's error begins; a paste may have lost the brackets around it. */
const END_OF_MIRRORS = /\](?:\):?|:)? (?!\[)/g;

/** Where the next error of a kubelet's or podman's list begins. */
const NEXT_IN_LIST =
  /, (?=rpc error: code|failed to pull and unpack|failed to pull image|Error response from daemon|initializing source |unable to pull image|Error initializing source)/;

export function splitErrors(text: string): readonly Segment[] {
  const segments = joinWrapped(text.split('\n'))
    .flatMap((line) => line.split(NEXT_IN_LIST))
    .flatMap(splitMirrors)
    .filter((segment) => segment.text !== '');
  return segments.slice(0, SEGMENT_LIMIT);
}

/** Lines that a terminal, YAML or a paste has broken: the first ends open, or the next cannot begin an error. */
function joinWrapped(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const raw of lines) {
    const line = raw.trim();
    const last = whole.at(-1);
    if (last !== undefined && last !== '' && continues(last, line))
      whole[whole.length - 1] = `${last} ${line}`;
    else whole.push(line);
  }
  return whole.filter((line) => line !== '').map(squeeze);
}

function continues(last: string, line: string): boolean {
  if (line === '' || last.length > SEGMENT_CHARS) return false;
  if (last.includes(MIRRORS) && /\](?:\):?|:)?$/.test(last)) return true;
  return (
    /(?::|desc =|err=|status|\bproxyconnect|\bdial|\blookup|\b(?:failed|unable) to|\bsigned by|\bfrom(?: [A-Z]{3,6})?)$/.test(
      last,
    ) || /^(?:from|to|desc =|for) /.test(line)
  );
}

function squeeze(line: string): string {
  const flat = line.replace(/\s{1,9999}/g, ' ').trim();
  if (flat.length <= SEGMENT_CHARS) return flat;
  return `${flat.slice(0, SEGMENT_CHARS / 2)} ${flat.slice(-SEGMENT_CHARS / 2)}`;
}

/**
 * containers/image writes `(Mirrors also failed: [mirror/a: …]): origin/a: …`. Where a mirror is set up the
 * origin is often out of reach on purpose, so the mirrors' errors are the telling ones.
 * The words are kept on each, so that a sign can tell a mirror's error from an origin's.
 */
function splitMirrors(line: string): readonly Segment[] {
  const from = line.indexOf(MIRRORS);
  if (from < 0) return [{ text: line, rank: 'main' }];
  END_OF_MIRRORS.lastIndex = from;
  const end = END_OF_MIRRORS.exec(line);
  if (!end) return [{ text: line, rank: 'main' }];
  const mirrors = line.slice(from + MIRRORS.length, end.index + 1).split(/\] ?(?=\[)/);
  return [
    ...mirrors.map((text): Segment => ({ text: `${MIRRORS}${text}`, rank: 'main' })),
    { text: line.slice(end.index + end[0].length), rank: 'aside' },
  ];
}
