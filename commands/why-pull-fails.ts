import type { Command } from '../src/engine/command.ts';
import { PULL_EXAMPLES, readPull } from '../src/engine/pull-typed.ts';

const whyPullFails: Command = {
  id: 'why-pull-fails',
  rows: ['S1-95', 'S4-8'],
  usage: 'why-pull-fails <pod | workload | image> [-n namespace] [--cluster cluster]',
  summary: 'Finds why a container image is not pulled, and proves it.',
  examples: PULL_EXAMPLES.map((example) => `why-pull-fails ${example}`),
  allowed: 'anyone',
  parse: (typed, { clusters }) => ({
    ask: { ...readPull(typed, clusters, 'why-pull-fails'), kind: 'pull' },
  }),
};

export default whyPullFails;
