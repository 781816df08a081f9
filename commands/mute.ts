import { type Command, UsageError } from '../src/engine/command.ts';
import { isMeantAsLength, secondsTyped } from '../src/engine/duration-typed.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{
  readonly tooMany: (typed: readonly string[]) => string;
  readonly noTime: (typed: string) => string;
  readonly tooLong: (typed: string) => string;
  readonly unknownFlag: (flag: string) => string;
}> = {
  en: {
    tooMany: (typed) =>
      `\`mute\` takes a length of time and one subject, or neither; I read ${typed.map((word) => `\`${word}\``).join(', ')}.`,
    noTime: (typed) => `\`${typed}\` is no length of time. Write \`30m\`, \`1h\`, \`2d\`.`,
    tooLong: (typed) => `\`${typed}\` is too long: a mute lasts at most 7 days.`,
    unknownFlag: (flag) => `\`mute\` knows no option \`${flag}\`.`,
  },
};

const USUAL_S = 3_600;
const LONGEST_S = 7 * 86_400;
const TRIES = ['/registry mute 1h', '/registry mute 2h shop'];

const mute: Command = {
  id: 'mute',
  usage: 'mute [1h] [subject]',
  summary:
    'Holds alerts back from this channel: all, or those of a cluster, namespace, pod, image or registry.',
  examples: ['mute', 'mute 30m', 'mute 2d shop', 'mute 1h harbor.example.com'],
  allowed: 'anyone',
  parse(typed) {
    const flag = typed.find((word) => word.startsWith('-'));
    if (flag !== undefined) throw new UsageError(words.en.unknownFlag(flag), TRIES);
    const length = typed.find((word) => secondsTyped(word) !== null) ?? typed.find(isMeantAsLength);
    const [subject = null, ...more] = typed.filter((word) => word !== length);
    if (more.length > 0) throw new UsageError(words.en.tooMany(typed), TRIES);
    return { act: { do: 'mute', seconds: length === undefined ? USUAL_S : secondsOf(length), subject } };
  },
};

/** At least a second, at most seven days. */
function secondsOf(typed: string): number {
  const seconds = secondsTyped(typed);
  if (seconds === null) throw new UsageError(words.en.noTime(typed), TRIES);
  if (seconds > LONGEST_S) throw new UsageError(words.en.tooLong(typed), ['/registry mute 7d']);
  return seconds;
}

export default mute;
