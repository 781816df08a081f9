import type { Words } from '../../engine/words.ts';

export const bundleWords: Words<{
  readonly noShelf: string;
  nothing(what: string): string;
  readonly noRegistries: string;
  readonly all: string;
  readonly step: Readonly<Record<'objects' | 'logs' | 'harbor' | 'network', string>>;
  otherClusters(names: readonly string[]): string;
  moreLogs(count: number): string;
  readonly full: string;
  morePolicies(count: number): string;
  readonly fullAnswers: string;
  listing(kind: string, namespace: string | null): string;
  logOf(log: string): string;
}> = {
  en: {
    noShelf: 'This process has nowhere to keep an archive, so no bundle can be made here.',
    nothing: (what) =>
      `I know no registry and no namespace \`${what}\`. A bundle is made of a registry (its name or host) or of a namespace.`,
    noRegistries: 'No registry is configured, and no cluster holds one, so there is nothing to bundle.',
    all: 'all registries',
    step: {
      objects: 'collecting objects and events',
      logs: 'collecting logs',
      harbor: 'asking how the registries are',
      network: 'asking the network',
    },
    otherClusters: (names) =>
      `A bundle is of one cluster; not in it: ${names.join(', ')}. Add \`--cluster\` for those.`,
    moreLogs: (count) => `The logs of ${count} more containers were left out.`,
    full: 'The archive was full before all logs were in it; the newest lines of each log were kept.',
    morePolicies: (count) => `${count} more replication policies were not asked about.`,
    fullAnswers:
      'The registries answered more than a bundle holds; what is not in it cannot be asked of the file.',
    listing: (kind, namespace) => `${kind.replace(/\.$/, '')}${namespace === null ? '' : ` of ${namespace}`}`,
    logOf: (log) => `log of ${log}`,
  },
};
