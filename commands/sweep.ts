import { knownCluster, PLACE_OPTIONS } from '../src/engine/cluster-typed.ts';
import { type Command, UsageError } from '../src/engine/command.ts';
import { readOptions, type Untypable } from '../src/engine/options-typed.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  untypable(of: Untypable): string;
  tooMany(typed: readonly string[]): string;
  noNamespace(typed: string): string;
}> = {
  en: {
    untypable: ({ wrong, option }) =>
      wrong === 'unknown-option'
        ? `\`sweep\` knows no option \`${option}\`. Options: \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    tooMany: (typed) =>
      `\`sweep\` takes one namespace, or none for all of them; I read ${typed.map((word) => `\`${word}\``).join(', ')}.`,
    noNamespace: (typed) =>
      `\`${typed}\` is no name a namespace can have. For one pod or image: \`/registry why-pull-fails ${typed}\``,
  },
};

const ASK = '/registry sweep';

/** An RFC 1123 label, as the API server demands of namespaces. */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const sweep: Command = {
  id: 'sweep',
  usage: 'sweep [namespace] [--cluster cluster]',
  summary: 'Every failing pull of a cluster or namespace by root cause, worst first.',
  examples: ['sweep', 'sweep shop', 'sweep --cluster prod'],
  allowed: 'anyone',
  parse(typed, { clusters }) {
    const read = readOptions(typed, PLACE_OPTIONS);
    if ('wrong' in read) throw new UsageError(words.en.untypable(read), [ASK, `${ASK} shop`]);
    const { cluster } = read.options;
    // A cluster's name in the place of the namespace means the whole cluster.
    const [bare] = read.rest;
    const isCluster = bare !== undefined && cluster === undefined && clusters.includes(bare);
    const names = [
      ...read.rest.slice(isCluster ? 1 : 0),
      ...(read.options.namespace === undefined ? [] : [read.options.namespace]),
    ];
    const given = isCluster ? bare : cluster;
    const place = knownCluster(given === undefined ? {} : { cluster: given }, clusters, ASK, typed);
    const [meant, ...more] = new Set(names);
    if (more.length > 0) throw new UsageError(words.en.tooMany([...new Set(names)]), [ASK]);
    if (meant === undefined) return { ask: { kind: 'sweep', ...place } };
    if (!NAMESPACE.test(meant)) throw new UsageError(words.en.noNamespace(meant), [ASK]);
    return { ask: { kind: 'sweep', ...place, namespace: meant } };
  },
};

export default sweep;
