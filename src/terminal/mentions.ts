/** People, groups and channels that a note names for Slack, as a terminal can say them. Pure. */
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  readonly person: (id: string) => string;
  readonly channel: (id: string) => string;
  readonly group: (id: string) => string;
}> = {
  en: {
    person: (id) => `user \`${id}\``,
    channel: (id) => `channel \`${id}\``,
    group: (id) => `user group \`${id}\``,
  },
};

/** `<!subteam^S0604QSJC>` is what Slack shows as a name; here it is told by its id, as the configuration has it. */
export function mentionsTold(line: string, language: Language): string {
  const say = words[language];
  return line
    .replace(/<@([UW][A-Z0-9]{2,20})>/g, (_, id: string) => say.person(id))
    .replace(/<#([CG][A-Z0-9]{2,20})>/g, (_, id: string) => say.channel(id))
    .replace(/<!subteam\^(S[A-Z0-9]{2,20})>/g, (_, id: string) => say.group(id));
}
