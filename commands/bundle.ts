import { knownCluster } from '../src/engine/cluster-typed.ts';
import { type Command, UsageError } from '../src/engine/command.ts';
import { readOptions, type Untypable } from '../src/engine/options-typed.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ untypable(of: Untypable): string; tooMany(typed: readonly string[]): string }> = {
  en: {
    untypable: ({ wrong, option }) =>
      wrong === 'unknown-option'
        ? `\`bundle\` knows no option \`${option}\`. Options: \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    tooMany: (typed) =>
      `\`bundle\` takes one registry or namespace, or none for every registry; I read ${typed.map((word) => `\`${word}\``).join(', ')}.`,
  },
};

const ASK = '/registry bundle';
const OPTIONS: ReadonlyMap<string, 'cluster' | 'namespace'> = new Map([
  ['-n', 'namespace'],
  ['--namespace', 'namespace'],
  ['--cluster', 'cluster'],
]);

const bundle: Command = {
  id: 'bundle',
  rows: ['S1-94'],
  usage: 'bundle [registry|namespace] [--cluster cluster]',
  summary:
    'Support bundle as one archive in the thread: objects, events, logs, Harbor’s answers, status; secrets removed.',
  examples: ['bundle', 'bundle harbor.example.com', 'bundle harbor --cluster prod'],
  allowed: 'anyone',
  parse(typed, { clusters }) {
    const read = readOptions(typed, OPTIONS);
    if ('wrong' in read) throw new UsageError(words.en.untypable(read), [ASK, `${ASK} harbor`]);
    const { cluster, namespace } = read.options;
    const place = knownCluster(cluster === undefined ? {} : { cluster }, clusters, ASK, typed);
    const names = [...read.rest, ...(namespace === undefined ? [] : [namespace])];
    const [what, ...more] = new Set(names);
    if (more.length > 0) throw new UsageError(words.en.tooMany([...new Set(names)]), [ASK]);
    return { ask: { kind: 'bundle', ...place, ...(what === undefined ? {} : { what }) } };
  },
};

export default bundle;
