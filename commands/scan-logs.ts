import { knownCluster, PLACE_OPTIONS } from '../src/engine/cluster-typed.ts';
import { type Command, UsageError } from '../src/engine/command.ts';
import { secondsTyped } from '../src/engine/duration-typed.ts';
import { readOptions, type Untypable } from '../src/engine/options-typed.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  untypable(of: Untypable): string;
  readonly nothing: string;
  tooMany(typed: readonly string[]): string;
  noName(typed: string): string;
  noTime(typed: string): string;
}> = {
  en: {
    untypable: ({ wrong, option }) =>
      wrong === 'unknown-option'
        ? `\`scan-logs\` knows no option \`${option}\`. Options: \`--since 1h\`, \`--previous\`, \`-n <namespace>\`, \`--cluster <cluster>\`.`
        : wrong === 'no-value'
          ? `\`${option}\` needs a value after it.`
          : `\`${option}\` is given twice.`,
    nothing: 'Say whose logs: a component (`core`, `jobservice`, `registry`), a namespace, or a pod.',
    tooMany: (typed) =>
      `\`scan-logs\` takes one component, namespace or pod; I read ${typed.map((word) => `\`${word}\``).join(', ')}.`,
    noName: (typed) => `\`${typed}\` is no name a component, a namespace or a pod can have.`,
    noTime: (typed) => `\`${typed}\` is no length of time. Write \`30m\`, \`1h\`, \`2d\`.`,
  },
};

const ASK = '/registry scan-logs';
const TRIES = [`${ASK} core --since 1h`, `${ASK} harbor`];

const OPTIONS: ReadonlyMap<string, 'namespace' | 'cluster' | 'since'> = new Map([
  ...PLACE_OPTIONS,
  ['--since', 'since' as const],
]);
const PREVIOUS: ReadonlySet<string> = new Set(['--previous', '-p']);

/** `pod`, `namespace/pod` or `namespace/component`, as Kubernetes names them. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,252})(?:\/[a-z0-9][a-z0-9.-]{0,252})?$/;
const LONGEST_S = 30 * 86_400;

const scanLogs: Command = {
  id: 'scan-logs',
  rows: ['S1-87'],
  usage: 'scan-logs <component|namespace|pod> [--since 1h] [--previous] [-n namespace] [--cluster cluster]',
  summary: 'Logs through every sign of the catalogue: causes with count and specimen, noise named as noise.',
  examples: ['scan-logs core --since 1h', 'scan-logs harbor', 'scan-logs harbor/jobservice --previous'],
  allowed: 'anyone',
  parse(typed, { clusters }) {
    const previous = typed.some((word) => PREVIOUS.has(word.toLowerCase()));
    const read = readOptions(
      typed.filter((word) => !PREVIOUS.has(word.toLowerCase())),
      OPTIONS,
    );
    if ('wrong' in read) throw new UsageError(words.en.untypable(read), TRIES);
    const { cluster, namespace, since } = read.options;
    const place = knownCluster(cluster === undefined ? {} : { cluster }, clusters, ASK, typed);
    const [what = namespace, ...more] = read.rest;
    if (what === undefined) throw new UsageError(words.en.nothing, TRIES);
    if (more.length > 0) throw new UsageError(words.en.tooMany(read.rest), TRIES);
    if (!NAME.test(what)) throw new UsageError(words.en.noName(what), TRIES);
    return {
      ask: {
        kind: 'scan-logs',
        ...place,
        ...(namespace === undefined || what === namespace ? {} : { namespace }),
        what,
        ...(since === undefined ? {} : { sinceSeconds: secondsOf(since) }),
        ...(previous ? { which: 'previous' as const } : {}),
      },
    };
  },
};

/** `90s`, `30m`, `1h`, `2d`, at most 30 days. */
function secondsOf(typed: string): number {
  const seconds = secondsTyped(typed);
  if (seconds === null) throw new UsageError(words.en.noTime(typed), TRIES);
  return Math.min(seconds, LONGEST_S);
}

export default scanLogs;
