import { knownCluster, PLACE_OPTIONS } from '../src/engine/cluster-typed.ts';
import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import { readOptions, type Untypable } from '../src/engine/options-typed.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  untypable(of: Untypable): string;
  tooMany(typed: readonly string[]): string;
  unknownRegistry(name: string, known: readonly string[]): string;
  readonly tooLong: string;
}> = {
  en: {
    untypable: ({ wrong, option }) =>
      wrong === 'unknown-option'
        ? `\`why-sync-fails\` knows no option \`${option}\`. Options: \`--registry <registry>\`, \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    tooMany: (typed) =>
      `\`why-sync-fails\` takes one policy, Repository or \`project/repository\`, or none for all that fail; I read ${typed.map((word) => `\`${word}\``).join(', ')}.`,
    unknownRegistry: (name, known) =>
      `I know no registry \`${name}\`. Registries here: ${known.map((one) => `\`${one}\``).join(', ')}.`,
    tooLong: 'That is longer than any name of a policy or repository.',
  },
};

const ASK = '/registry why-sync-fails';
/** Harbor's longest repository name. */
const LONGEST = 255;

const OPTIONS: ReadonlyMap<string, 'namespace' | 'cluster' | 'registry'> = new Map([
  ...PLACE_OPTIONS,
  ['--registry', 'registry'] as const,
  ['--harbor', 'registry'] as const,
]);

const whySyncFails: Command = {
  id: 'why-sync-fails',
  usage:
    'why-sync-fails [policy | namespace/Repository | project/repository] [--registry registry] [--cluster cluster]',
  summary: 'Finds why a replication or an image sync fails or hangs; without a name, lists those that do.',
  examples: ['why-sync-fails nightly-to-dr', 'why-sync-fails shop/cart --registry harbor.example.com'],
  allowed: 'anyone',
  parse(typed, { clusters, registries }) {
    const tries = [`${ASK} nightly-to-dr`, ASK];
    const read = readOptions(typed, OPTIONS);
    if ('wrong' in read) throw new UsageError(words.en.untypable(read), tries);
    const { namespace, cluster, registry } = read.options;
    const [what, ...more] = read.rest;
    if (more.length > 0) throw new UsageError(words.en.tooMany(read.rest), [`${ASK} ${what}`]);
    if (what !== undefined && what.length > LONGEST) throw new UsageError(words.en.tooLong, tries);
    const place = knownCluster(cluster === undefined ? {} : { cluster }, clusters, ASK, typed);
    return {
      ask: {
        kind: 'sync',
        ...(what === undefined ? {} : { what: what.replace(/^(https?|oci):\/\//, '') }),
        ...place,
        ...(namespace === undefined ? {} : { namespace }),
        ...(registry === undefined ? {} : { registry: knownRegistry(registry, registries) }),
      },
    };
  },
};

/** As configured; a Harbor that is found in a cluster goes by `namespace/name`, which nobody lists here. */
function knownRegistry(given: string, registries: readonly string[]): string {
  const name = given.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const meant = registries.find((one) => one.toLowerCase() === name.toLowerCase());
  if (meant !== undefined) return meant;
  if (name.includes('/') || registries.length === 0) return name;
  const guesses = nearest(name, registries, 1).map((one) => `${ASK} --registry ${one}`);
  throw new UsageError(words.en.unknownRegistry(name, registries), [...guesses, ASK]);
}

export default whySyncFails;
