/** The pull a person typed after a verb: `shop/cart-0`, `-n shop deploy/cart`, an image. Pure. */
import { knownCluster, PLACE_OPTIONS } from './cluster-typed.ts';
import { UsageError } from './command.ts';
import { readOptions, type Untypable } from './options-typed.ts';
import { isKind, readSubject, type SubjectTyped } from './subject-typed.ts';
import type { Words } from './words.ts';

export const PULL_EXAMPLES = [
  'shop/cart-0',
  '-n shop deploy/cart',
  'harbor.example.com/shop/cart:1.8.2',
] as const;

/** Longest subject: an image reference has at most 255 characters of name, a tag of 128 and a digest. */
const LONGEST = 512;

const words: Words<{
  readonly missing: string;
  readonly tooLong: string;
  tooMany(typed: readonly string[]): string;
  untypable(of: Untypable & { readonly verb: string }): string;
  twoPlaces(of: { what: 'namespace' | 'cluster'; one: string; other: string }): string;
}> = {
  en: {
    missing: 'Which pull? Name a pod, a workload or an image.',
    tooLong: 'That is longer than any name of a pod or an image.',
    tooMany: (typed) =>
      `One subject at a time: I read ${typed.map((word) => `\`${word}\``).join(', ')} as several.`,
    untypable: ({ wrong, option, verb }) =>
      wrong === 'unknown-option'
        ? `\`${verb}\` knows no option \`${option}\`. Options: \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    twoPlaces: ({ what, one, other }) => `Two names for the ${what}: \`${one}\` and \`${other}\`.`,
  },
};

/** Throws a UsageError that says what to type after `/registry <verb>`. */
export function readPull(typed: readonly string[], clusters: readonly string[], verb: string): SubjectTyped {
  const ask = `/registry ${verb}`;
  const read = readOptions(typed, PLACE_OPTIONS);
  const examples = PULL_EXAMPLES.map((example) => `${ask} ${example}`);
  if ('wrong' in read) throw new UsageError(words.en.untypable({ ...read, verb }), examples.slice(1, 2));
  const [first, second, ...more] = read.rest;
  if (first === undefined) throw new UsageError(words.en.missing, examples);
  if (more.length > 0 || (second !== undefined && !isKind(first)))
    throw new UsageError(words.en.tooMany(read.rest), [`${ask} ${first}`]);
  if (read.rest.join('').length > LONGEST) throw new UsageError(words.en.tooLong, examples);
  const subject = readSubject(second === undefined ? [first] : [first, second], clusters);
  const namespace = onePlace('namespace', subject.namespace, read.options.namespace, verb);
  const cluster = onePlace('cluster', subject.cluster, read.options.cluster, verb);
  return { ...subject, ...namespace, ...knownCluster(cluster, clusters, ask, typed) };
}

function onePlace<What extends 'namespace' | 'cluster'>(
  what: What,
  one: string | undefined,
  other: string | undefined,
  verb: string,
): { readonly [K in What]?: string } {
  if (one !== undefined && other !== undefined && one !== other)
    throw new UsageError(words.en.twoPlaces({ what, one, other }), [`/registry help ${verb}`]);
  const name = one ?? other;
  // One computed key; the compiler widens it to an index signature.
  return (name === undefined ? {} : { [what]: name }) as { readonly [K in What]?: string };
}
