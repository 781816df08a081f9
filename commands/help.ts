import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ unknownTopic(topic: string): string }> = {
  en: { unknownTopic: (topic) => `There is no verb \`${topic}\` to explain.` },
};

const help: Command = {
  id: 'help',
  usage: 'help [verb]',
  summary: 'What can be asked, with examples.',
  examples: ['help', 'help why-pull-fails'],
  allowed: 'anyone',
  parse([topic], { commands }) {
    if (topic === undefined) return { reply: { kind: 'help', topics: commands } };
    const meant = commands.filter(({ id }) => id === topic.toLowerCase());
    if (meant.length > 0) return { reply: { kind: 'help', topics: meant } };
    const ids = commands.map(({ id }) => id);
    const guesses = nearest(topic, ids, 1).map((id) => `/registry help ${id}`);
    throw new UsageError(words.en.unknownTopic(topic), [...guesses, '/registry help']);
  },
};

export default help;
