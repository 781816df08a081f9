import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  readonly tooMany: string;
  unknownFlag(flag: string): string;
  unknownRegistry(name: string, known: readonly string[]): string;
}> = {
  en: {
    tooMany: '`storage` takes one registry, or none for all of them.',
    unknownFlag: (flag) => `\`storage\` knows no option \`${flag}\`.`,
    unknownRegistry: (name, known) =>
      `I know no registry \`${name}\`. Registries here: ${known.map((one) => `\`${one}\``).join(', ')}.`,
  },
};

const ASK = '/registry storage';

const storage: Command = {
  id: 'storage',
  usage: 'storage [registry]',
  summary:
    'Where storage goes: projects by size and quota, growth, garbage collections, broken images, nodes short of disk.',
  examples: ['storage', 'storage harbor.example.com'],
  allowed: 'anyone',
  parse(typed, { registries }) {
    const flag = typed.find((word) => word.startsWith('-'));
    if (flag !== undefined) throw new UsageError(words.en.unknownFlag(flag), [ASK]);
    if (typed.length > 1) throw new UsageError(words.en.tooMany, [`${ASK} ${typed[0]}`]);
    const [given] = typed;
    if (given === undefined) return { ask: { kind: 'storage' } };
    const name = given.replace(/^https?:\/\//, '').replace(/\/+$/, '');
    const registry = registries.find((one) => one.toLowerCase() === name.toLowerCase());
    if (registry !== undefined) return { ask: { kind: 'storage', registry } };
    // A Harbor that is found in a cluster goes by `namespace/name`, which nobody lists here.
    if (name.includes('/') || registries.length === 0) return { ask: { kind: 'storage', registry: name } };
    const guesses = nearest(name, registries, 1).map((one) => `${ASK} ${one}`);
    throw new UsageError(words.en.unknownRegistry(given, registries), [...guesses, ASK]);
  },
};

export default storage;
