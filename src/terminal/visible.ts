/** What systems said, as a terminal may show it: nothing in it moves the cursor, hides or turns text around. Pure. */

/** Controls, and what is not seen itself: bidirectional overrides, zero-width, tags, blank letters. */
const UNSEEN = /[\p{Cc}\p{Cf}\u115f\u1160\u2028\u2029\u3164\uffa0]/gu;

/** Before what goes on in a second line, so that no word of the outside begins a line as ours do. */
const GOES_ON = '\n      │ ';

/** Text for people: line ends and tabs stay, everything unseen is seen. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (one) => (one === '\n' || one === '\t' ? one : '\u{fffd}'));
}

/** One line of ours, which may quote many. */
export function asOne(line: string): string {
  return visible(line.trimEnd().replaceAll('\r\n', '\n').replaceAll('\n', GOES_ON));
}

/** JSON for programs: the same value, written so that a terminal that shows it does nothing. */
export function printable(json: string): string {
  return json.replace(UNSEEN, (one) => (one === '\n' ? one : escapeOf(one)));
}

function escapeOf(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
