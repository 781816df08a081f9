import { knownCluster, PLACE_OPTIONS } from '../src/engine/cluster-typed.ts';
import { type Command, UsageError } from '../src/engine/command.ts';
import { readOptions, type Untypable } from '../src/engine/options-typed.ts';
import { isKind, readSubject } from '../src/engine/subject-typed.ts';
import type { Words } from '../src/engine/words.ts';

/** Longest subject: an image reference has at most 255 characters of name, a tag of 128 and a digest. */
const LONGEST = 512;

const words: Words<{
  readonly missing: string;
  readonly tooLong: string;
  tooMany(typed: readonly string[]): string;
  untypable(of: Untypable): string;
  twoPlaces(of: { what: 'namespace' | 'cluster'; one: string; other: string }): string;
}> = {
  en: {
    missing: 'Which pull? Name a pod, a workload or an image.',
    tooLong: 'That is longer than any name of a pod or an image.',
    tooMany: (typed) =>
      `One subject at a time: I read ${typed.map((word) => `\`${word}\``).join(', ')} as several.`,
    untypable: ({ wrong, option }) =>
      wrong === 'unknown-option'
        ? `\`why-pull-fails\` knows no option \`${option}\`. Options: \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    twoPlaces: ({ what, one, other }) => `Two names for the ${what}: \`${one}\` and \`${other}\`.`,
  },
};

const ASK = '/registry why-pull-fails';
const EXAMPLES = ['shop/cart-0', '-n shop deploy/cart', 'harbor.example.com/shop/cart:1.8.2'] as const;

const whyPullFails: Command = {
  id: 'why-pull-fails',
  usage: 'why-pull-fails <pod | workload | image> [-n namespace] [--cluster cluster]',
  summary: 'Finds why a container image is not pulled, and proves it.',
  examples: EXAMPLES.map((example) => `why-pull-fails ${example}`),
  allowed: 'anyone',
  parse(typed, { clusters }) {
    const read = readOptions(typed, PLACE_OPTIONS);
    const examples = EXAMPLES.map((example) => `${ASK} ${example}`);
    if ('wrong' in read) throw new UsageError(words.en.untypable(read), examples.slice(1, 2));
    const [first, second, ...more] = read.rest;
    if (first === undefined) throw new UsageError(words.en.missing, examples);
    if (more.length > 0 || (second !== undefined && !isKind(first)))
      throw new UsageError(words.en.tooMany(read.rest), [`${ASK} ${first}`]);
    if (read.rest.join('').length > LONGEST) throw new UsageError(words.en.tooLong, examples);
    const subject = readSubject(second === undefined ? [first] : [first, second], clusters);
    const namespace = onePlace('namespace', subject.namespace, read.options.namespace);
    const cluster = knownCluster(
      onePlace('cluster', subject.cluster, read.options.cluster),
      clusters,
      ASK,
      typed,
    );
    return { ask: { ...subject, kind: 'pull', ...namespace, ...cluster } };
  },
};

function onePlace<What extends 'namespace' | 'cluster'>(
  what: What,
  one: string | undefined,
  other: string | undefined,
): { readonly [K in What]?: string } {
  if (one !== undefined && other !== undefined && one !== other)
    throw new UsageError(words.en.twoPlaces({ what, one, other }), ['/registry help why-pull-fails']);
  const name = one ?? other;
  // One computed key; the compiler widens it to an index signature.
  return (name === undefined ? {} : { [what]: name }) as { readonly [K in What]?: string };
}

export default whyPullFails;
