/** The fixes beside a cause, as a terminal names them: it writes nothing, so a thread is where they are asked for. */
import type { OfferedRemediation } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  offered(title: string, risk: string): string;
  notOffered(title: string, why: string): string;
}> = {
  en: {
    offered: (title, risk) => `Fix: ${title} (${risk} risk); ask for it in Slack`,
    notOffered: (title, why) => `Fix: ${title}: not offered, because ${why.replace(/\.$/, '')}`,
  },
};

export function fixLines(remediations: readonly OfferedRemediation[], language: Language): readonly string[] {
  const say = words[language];
  return remediations.map(({ title, risk, ready, why }) =>
    ready ? say.offered(title, risk) : say.notOffered(title, why ?? ''),
  );
}
