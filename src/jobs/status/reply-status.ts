/** The report as a reply; a name that is neither configured nor found is refused with those there are. */
import type { StatusQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { Words } from '../../engine/words.ts';
import { findInstallations } from '../installation/find-installations.ts';
import { askStatus, type StatusSurroundings } from './ask-status.ts';

/** Names to type instead. */
const MOST = 5;

const words: Words<{ none(name: string): string; notInFile(name: string, file: string): string }> = {
  en: {
    none: (name) =>
      `No registry \`${name}\` is configured, and no cluster that could be searched holds one of that name.`,
    notInFile: (name, file) => `\`${file}\` tells of no registry \`${name}\`.`,
  },
};

export async function replyStatus(
  question: StatusQuestion,
  surroundings: StatusSurroundings,
): Promise<Reply> {
  const report = await askStatus(question, surroundings);
  const { registry } = question;
  if (registry === undefined || report.registries.length > 0) return { kind: 'status', report };
  const { found } = await findInstallations(surroundings);
  const tries = found.slice(0, MOST).map(({ name }) => `/registry status ${name}`);
  return {
    kind: 'refusal',
    why: 'not-found',
    says: surroundings.file ? words.en.notInFile(registry, surroundings.file.name) : words.en.none(registry),
    tries: [...tries, '/registry status'],
  };
}
