/** Splits typed words into options and the rest. Pure; which options exist is the command's business. */
export interface Typed<Name extends string> {
  readonly options: Readonly<Partial<Record<Name, string>>>;
  readonly rest: readonly string[];
}

/** What kept the words from being read, for the command to put in its own words. */
export type Untypable =
  | { readonly wrong: 'unknown-option'; readonly option: string }
  | { readonly wrong: 'no-value'; readonly option: string }
  | { readonly wrong: 'twice'; readonly option: string };

/**
 * `-n shop`, `-n=shop`, `--namespace shop`, `--namespace=shop`; `spellings` maps each spelling to its name.
 * After a lone `--` everything is rest.
 */
export function readOptions<Name extends string>(
  typed: readonly string[],
  spellings: ReadonlyMap<string, Name>,
): Typed<Name> | Untypable {
  const options: Partial<Record<Name, string>> = {};
  const rest: string[] = [];
  const words = [...typed];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') return { options, rest: [...rest, ...words] };
    if (!/^-+[A-Za-z]/.test(word)) {
      rest.push(word);
      continue;
    }
    const [option = '', ...inline] = word.split('=');
    const name = spellings.get(option.toLowerCase());
    if (name === undefined) return { wrong: 'unknown-option', option };
    if (options[name] !== undefined) return { wrong: 'twice', option };
    const value = inline.length > 0 ? inline.join('=') : words.shift();
    if (value === undefined || value === '' || value.startsWith('-')) return { wrong: 'no-value', option };
    options[name] = value;
  }
  return { options, rest };
}
