/** A question in the words of the person who asked it. */
import type { Question } from '../engine/question.ts';
import type { Language, Words } from '../engine/words.ts';

interface QuestionWords {
  pod(name: string, cluster: string): string;
  image(name: string, cluster: string): string;
  readonly allRegistries: string;
  oneRegistry(name: string): string;
  sweep(namespace: string | null, cluster: string): string;
  inCluster(name: string): string;
}

const words: Words<QuestionWords> = {
  en: {
    pod: (name, cluster) => `Why can \`${name}\` not pull its image${cluster}?`,
    image: (name, cluster) => `Why can \`${name}\` not be pulled${cluster}?`,
    allRegistries: 'How are the registries?',
    oneRegistry: (name) => `How is \`${name}\`?`,
    sweep: (namespace, cluster) =>
      namespace === null
        ? `Which pulls fail${cluster}?`
        : `Which pulls fail in namespace \`${namespace}\`${cluster}?`,
    inCluster: (name) => ` in cluster \`${name}\``,
  },
};

/** Markdown with code spans; never a fragment of it goes into another sentence. */
export function questionTitle(question: Question, language: Language = 'en'): string {
  const say = words[language];
  if (question.kind === 'status')
    return question.registry === undefined ? say.allRegistries : say.oneRegistry(bare(question.registry));
  const { namespace, cluster } = question;
  const where = cluster === undefined ? '' : say.inCluster(bare(cluster));
  if (question.kind === 'sweep') return say.sweep(namespace === undefined ? null : bare(namespace), where);
  const { workload, what } = question;
  const kind = workload === undefined || workload === 'pod' ? [] : [workload];
  if (/[:@]|\..*\//.test(what)) return say.image(bare(what), where);
  return say.pod(bare([...(namespace === undefined ? [] : [namespace]), ...kind, what].join('/')), where);
}

/** A backtick in a name would end its code span. */
function bare(name: string): string {
  return name.replaceAll('`', "'");
}
