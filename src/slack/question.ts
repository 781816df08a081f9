/** A question in the words of the person who asked it. */
import type { Question } from '../engine/question.ts';
import type { Language, Words } from '../engine/words.ts';

interface QuestionWords {
  pod(name: string, cluster: string): string;
  image(name: string, cluster: string): string;
  readonly allRegistries: string;
  oneRegistry(name: string): string;
  sweep(namespace: string | null, cluster: string): string;
  push(image: string): string;
  login(registry: string, user: string | null): string;
  slow(name: string, cluster: string): string;
  inCluster(name: string): string;
  explain(text: string): string;
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
    push: (image) => `Why can \`${image}\` not be pushed?`,
    login: (registry, user) =>
      user === null
        ? `Why does a login to \`${registry}\` fail?`
        : `Why does the login of \`${user}\` to \`${registry}\` fail?`,
    slow: (name, cluster) => `Why is the pull of \`${name}\` slow${cluster}?`,
    inCluster: (name) => ` in cluster \`${name}\``,
    explain: (text) => `What does \`${text}\` mean?`,
  },
};

/** Markdown with code spans; never a fragment of it goes into another sentence. */
export function questionTitle(question: Question, language: Language = 'en'): string {
  const say = words[language];
  if (question.kind === 'explain') return say.explain(firstWords(question.text));
  if (question.kind === 'status')
    return question.registry === undefined ? say.allRegistries : say.oneRegistry(bare(question.registry));
  if (question.kind === 'push') return say.push(bare(question.image));
  if (question.kind === 'login')
    return say.login(bare(question.registry), question.user === undefined ? null : bare(question.user));
  const { namespace, cluster } = question;
  const where = cluster === undefined ? '' : say.inCluster(bare(cluster));
  if (question.kind === 'sweep') return say.sweep(namespace === undefined ? null : bare(namespace), where);
  const { workload, what } = question;
  const kind = workload === undefined || workload === 'pod' ? [] : [workload];
  const isImage = /[:@]|\..*\//.test(what);
  const place = namespace === undefined || isImage ? [] : [namespace];
  const whole = bare(isImage ? what : [...place, ...kind, what].join('/'));
  if (question.kind === 'slow') return say.slow(whole, where);
  return isImage ? say.image(whole, where) : say.pod(whole, where);
}

/** As much of a text as a title bears. */
function firstWords(text: string): string {
  const line = bare(text.replace(/\s{1,100}/g, ' ').trim());
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}

/** A backtick in a name would end its code span. */
function bare(name: string): string {
  return name.replaceAll('`', "'");
}
