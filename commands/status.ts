import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  readonly tooMany: string;
  unknownFlag(flag: string): string;
  unknownRegistry(name: string, known: readonly string[]): string;
  readonly noRegistries: string;
}> = {
  en: {
    tooMany: '`status` takes one registry, or none for all of them.',
    unknownFlag: (flag) => `\`status\` knows no option \`${flag}\`.`,
    unknownRegistry: (name, known) =>
      `I know no registry \`${name}\`. Registries here: ${known.map((one) => `\`${one}\``).join(', ')}.`,
    noRegistries:
      'No registry is configured here. The operator lists them under `registries:` in the file that `REGISTRY_MEDIC_CONFIG` names.',
  },
};

/** `namespace/instance`, as what no one configured is called; a host has a dot or a port. */
const IN_A_CLUSTER = /^[a-z0-9][a-z0-9-]{0,62}\/[a-z0-9][a-z0-9.-]{0,62}$/;

const status: Command = {
  id: 'status',
  usage: 'status [registry]',
  summary: 'Every registry that is configured or found in a cluster, worst first; of one, also what to do.',
  examples: ['status', 'status harbor.example.com', 'status kangaroo-system/kangaroo'],
  allowed: 'anyone',
  parse(typed, { registries }) {
    const flag = typed.find((word) => word.startsWith('-'));
    if (flag !== undefined) throw new UsageError(words.en.unknownFlag(flag), ['/registry status']);
    if (typed.length > 1) throw new UsageError(words.en.tooMany, [`/registry status ${typed[0]}`]);
    const [given] = typed;
    if (given === undefined) return { ask: { kind: 'status' } };
    // Found in a cluster, and named by the status of all: only a look there tells whether it is.
    if (IN_A_CLUSTER.test(given)) return { ask: { kind: 'status', registry: given } };
    if (registries.length === 0) throw new UsageError(words.en.noRegistries, []);
    const name = given.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    const registry = registries.find((one) => one.toLowerCase() === name.toLowerCase());
    if (registry !== undefined) return { ask: { kind: 'status', registry } };
    const guesses = nearest(name, registries, 1).map((one) => `/registry status ${one}`);
    throw new UsageError(words.en.unknownRegistry(given, registries), [...guesses, '/registry status']);
  },
};

export default status;
