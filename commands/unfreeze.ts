import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly unknown: (typed: string, clusters: readonly string[]) => string }> = {
  en: {
    unknown: (typed, clusters) =>
      `\`unfreeze\` takes a cluster, or nothing for the freeze of everything; I read \`${typed}\`. Clusters here: ${clusters.map((one) => `\`${one}\``).join(', ')}.`,
  },
};

const unfreeze: Command = {
  id: 'unfreeze',
  usage: 'unfreeze [cluster]',
  summary: 'Allows fixes again; only those who may approve some.',
  examples: ['unfreeze', 'unfreeze prod'],
  allowed: 'approver',
  parse(typed, { clusters }) {
    const [cluster, ...more] = typed;
    if (cluster === undefined) return { act: { do: 'unfreeze', where: '*' } };
    if (more.length > 0 || !clusters.includes(cluster)) {
      const near = nearest(cluster, clusters, 1).map((one) => `/registry unfreeze ${one}`);
      throw new UsageError(words.en.unknown(typed.join(' '), clusters), [...near, '/registry unfreeze']);
    }
    return { act: { do: 'unfreeze', where: cluster } };
  },
};

export default unfreeze;
