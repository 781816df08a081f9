/** The cluster a person typed, checked against those configured. Pure. */
import { UsageError } from './command.ts';
import { nearest } from './nearest.ts';
import type { Words } from './words.ts';

/** How options that name a place may be spelt. */
export const PLACE_OPTIONS: ReadonlyMap<string, 'namespace' | 'cluster'> = new Map([
  ['-n', 'namespace'],
  ['--namespace', 'namespace'],
  ['--ns', 'namespace'],
  ['--cluster', 'cluster'],
  ['--context', 'cluster'],
]);

const words: Words<{ unknownCluster(name: string, known: readonly string[]): string }> = {
  en: {
    unknownCluster: (name, known) =>
      known.length === 0
        ? `I know no cluster \`${name}\`: none is configured here. An image can still be asked about.`
        : `I know no cluster \`${name}\`. Clusters here: ${known.map((one) => `\`${one}\``).join(', ')}.`,
  },
};

/** As configured, whatever the case it was typed in. Throws a UsageError with the typed line, mended: `ask` starts it. */
export function knownCluster(
  { cluster }: { readonly cluster?: string },
  clusters: readonly string[],
  ask: string,
  typed: readonly string[],
): { readonly cluster?: string } {
  if (cluster === undefined) return {};
  const meant = clusters.find((one) => one.toLowerCase() === cluster.toLowerCase());
  if (meant !== undefined) return { cluster: meant };
  const guess = nearest(cluster, clusters, 1)[0] ?? clusters[0];
  const swap = (name: string): string => (name === cluster ? (guess ?? name) : name);
  const again = typed.map((word, index) => {
    const [option = '', ...values] = word.split('=');
    if (values.length > 0) return `${option}=${values.join('=').split(',').map(swap).join(',')}`;
    return (typed[index - 1] ?? '').startsWith('--c') ? swap(word) : word;
  });
  throw new UsageError(
    words.en.unknownCluster(cluster, clusters),
    guess === undefined ? [] : [[ask, ...again].join(' ')],
  );
}
