import type { Command } from '../src/engine/command.ts';
import { PULL_EXAMPLES, readPull } from '../src/engine/pull-typed.ts';

const whySlow: Command = {
  id: 'why-slow',
  rows: ['S1-38', 'S1-39', 'S1-40', 'S1-41', 'S1-42', 'S1-43', 'S1-44', 'S1-45', 'S1-47', 'S1-90', 'S1-91'],
  usage: 'why-slow <pod | workload | image> [-n namespace] [--cluster cluster]',
  summary: 'Measures where the time of a pull goes, the biggest part first.',
  examples: PULL_EXAMPLES.map((example) => `why-slow ${example}`),
  allowed: 'anyone',
  parse: (typed, { clusters }) => ({ ask: { ...readPull(typed, clusters, 'why-slow'), kind: 'slow' } }),
};

export default whySlow;
