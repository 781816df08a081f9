/** What a channel wants to be told of, as people type it: `clusters=prod,staging namespaces=shop-* severity=critical`. */
import type { Wanted } from './alert-channels.ts';
import { knownCluster } from './cluster-typed.ts';
import { UsageError } from './command.ts';
import { labelMatches } from './label-glob.ts';
import { nearest } from './nearest.ts';
import { type AlertSeverity, SEVERITIES } from './sighting.ts';
import type { Words } from './words.ts';

const words: Words<{
  readonly unread: (typed: string) => string;
  readonly empty: (option: string) => string;
  readonly noGlobCluster: (glob: string, known: readonly string[]) => string;
  readonly noNamespace: (typed: string) => string;
  readonly noSeverity: (typed: string) => string;
}> = {
  en: {
    unread: (typed) =>
      `\`subscribe\` takes \`clusters=\`, \`namespaces=\` and \`severity=\`, or nothing; I read \`${typed}\`.`,
    empty: (option) => `\`${option}=\` needs a value right after it, several with commas between.`,
    noGlobCluster: (glob, known) =>
      `\`${glob}\` fits no cluster here. Clusters: ${known.map((one) => `\`${one}\``).join(', ')}.`,
    noNamespace: (typed) => `\`${typed}\` is no name a namespace can have, and no glob such as \`shop-*\`.`,
    noSeverity: (typed) =>
      `I know no severity \`${typed}\`. Severities: \`critical\`, \`warning\`, \`info\`.`,
  },
};

const ASK = '/registry subscribe';
const TRIES = [`${ASK} clusters=prod severity=critical`, ASK];

type Option = 'clusters' | 'namespaces' | 'severity';
const SPELLINGS: ReadonlyMap<string, Option> = new Map([
  ['clusters', 'clusters'],
  ['cluster', 'clusters'],
  ['namespaces', 'namespaces'],
  ['namespace', 'namespaces'],
  ['ns', 'namespaces'],
  ['severity', 'severity'],
  ['severities', 'severity'],
]);

const NAMESPACE_GLOB = /^(?:[a-z0-9*?-]|\[\^?[a-z0-9-]+\]){1,63}$/;
const IS_GLOB = /[*?[\]]/;

/** Null where nothing was typed. Throws a UsageError that says what to type. */
export function wantedTyped(typed: readonly string[], known: readonly string[]): Wanted | null {
  const pairs = joined(typed);
  if (pairs.length === 0) return null;
  const read = new Map<Option, readonly string[]>();
  for (const pair of pairs) {
    const [, name = '', list] = /^-{0,2}([a-z]+)=(.*)$/i.exec(pair) ?? [];
    const option = SPELLINGS.get(name.toLowerCase());
    if (option === undefined || list === undefined) throw new UsageError(words.en.unread(pair), TRIES);
    const values = list.split(',').filter((one) => one !== '');
    if (values.length === 0) throw new UsageError(words.en.empty(option), TRIES);
    read.set(option, [...new Set([...(read.get(option) ?? []), ...values])]);
  }
  const clusters = read.get('clusters')?.map((one) => clusterOf(one, known, pairs));
  const namespaces = read.get('namespaces')?.map(namespaceOf);
  const severities = read.get('severity')?.map((one) => severityOf(one, pairs));
  return {
    ...(clusters ? { clusters } : {}),
    ...(namespaces ? { namespaces } : {}),
    ...(severities ? { severities } : {}),
  };
}

/** `clusters=prod, staging` is one list, whatever stands around its commas. */
function joined(typed: readonly string[]): readonly string[] {
  const pairs: string[] = [];
  for (const word of typed) {
    const last = pairs.at(-1);
    if (last !== undefined && /[,=]$/.test(last) && !word.includes('=')) pairs.splice(-1, 1, last + word);
    else if (last !== undefined && word.startsWith(',')) pairs.splice(-1, 1, last + word);
    else pairs.push(word);
  }
  return pairs;
}

function clusterOf(typed: string, known: readonly string[], pairs: readonly string[]): string {
  if (!IS_GLOB.test(typed)) return knownCluster({ cluster: typed }, known, ASK, pairs).cluster ?? typed;
  // `*` says everything, also where an alert names a cluster that comes later.
  if (typed === '*' || known.some((one) => labelMatches(typed, one))) return typed;
  throw new UsageError(words.en.noGlobCluster(typed, known), TRIES);
}

function namespaceOf(typed: string): string {
  const name = typed.toLowerCase();
  if (NAMESPACE_GLOB.test(name)) return name;
  throw new UsageError(words.en.noNamespace(typed), TRIES);
}

function severityOf(typed: string, pairs: readonly string[]): AlertSeverity {
  const severity = SEVERITIES.find((one) => one === typed.toLowerCase());
  if (severity !== undefined) return severity;
  const [guess] = nearest(typed, SEVERITIES, 1);
  const again = guess === undefined ? [] : [[ASK, ...pairs].join(' ').replace(typed, guess)];
  throw new UsageError(words.en.noSeverity(typed), [...again, `${ASK} severity=critical,warning`]);
}
