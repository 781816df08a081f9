/**
 * Names that people blank out before they paste: `<registry>.example.com`, `***`, `[REDACTED]`, `{{ host }}`,
 * `$REGISTRY`. What stands for a host reads as one, so that the words around it are known again. Pure.
 */

/** What is written in the place of a name. `<none>` and `<nil>` are programs' own words. */
const BLANK =
  /<(?!none|nil|no value|unknown)[A-Za-z][\w .-]{0,40}>|\*{2,20}|\[[A-Z][A-Za-z_ -]{2,30}\]|\{\{ ?[\w.]{1,40} ?\}\}|\$\{?[A-Z][A-Z0-9_]{1,40}\}?/
    .source;

/** Where a host stands: in an address, looked up, at the beginning of an image, as one of its labels. */
const AS_HOST: readonly RegExp[] = [
  new RegExp(`(?<=://|\\blookup )(?:${BLANK})`, 'g'),
  new RegExp(`(?<=^|["'\\s=([])(?:${BLANK})(?=[.:/-]\\w)`, 'gm'),
  new RegExp(`(?<=\\w[.-])(?:${BLANK})(?=[\\s."':/-])`, 'g'),
];

/** No placeholder, or more than anybody writes by hand: nothing to do. */
const MAY_HAVE = /[<*{$]|\[[A-Z]/;

export function withoutBlanks(text: string): string {
  if (!MAY_HAVE.test(text)) return text;
  return AS_HOST.reduce((so, pattern) => so.replace(pattern, nameOf), text);
}

/** The writer's own word for it where it has one. */
function nameOf(blank: string): string {
  const name = blank.replace(/[^\w .-]/g, '').trim();
  return name === '' ? 'xxx' : name.replace(/[ _]/g, '-');
}
