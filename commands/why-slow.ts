import type { Command } from '../src/engine/command.ts';
import { PULL_EXAMPLES, readPull } from '../src/engine/pull-typed.ts';

const whySlow: Command = {
  id: 'why-slow',
  usage: 'why-slow <pod | workload | image> [-n namespace] [--cluster cluster]',
  summary: 'Measures where the time of a pull goes, the biggest part first.',
  examples: PULL_EXAMPLES.map((example) => `why-slow ${example}`),
  allowed: 'anyone',
  parse: (typed, { clusters }) => ({ ask: { ...readPull(typed, clusters, 'why-slow'), kind: 'slow' } }),
};

export default whySlow;
