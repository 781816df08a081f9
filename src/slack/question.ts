/** A question in the words of the person who asked it. */
import type { PullQuestion, Question, SlowQuestion } from '../engine/question.ts';
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
  sync(what: string | null, cluster: string): string;
  jobs(registry: string | null): string;
  storage(registry: string | null): string;
  explain(text: string): string;
  scanLogs(what: string, cluster: string): string;
  bundle(what: string | null, cluster: string): string;
  offline(file: string, asked: string | null): string;
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
    scanLogs: (what, cluster) => `What do the logs of \`${what}\`${cluster} say?`,
    bundle: (what, cluster) =>
      what === null
        ? `A support bundle of every registry${cluster}`
        : `A support bundle of \`${what}\`${cluster}`,
    offline: (file, asked) =>
      asked === null ? `What does \`${file}\` say?` : `\`${asked}\`, answered from \`${file}\` alone`,
    sync: (what, cluster) =>
      what === null ? `Which syncs fail${cluster}?` : `Why does the sync of \`${what}\` fail${cluster}?`,
    jobs: (registry) =>
      registry === null ? 'What do the job queues do?' : `What do the job queues of \`${registry}\` do?`,
    storage: (registry) =>
      registry === null ? 'Where does the storage go?' : `Where does the storage of \`${registry}\` go?`,
    explain: (text) => `What does \`${text}\` mean?`,
  },
};

/** Markdown with code spans; never a fragment of it goes into another sentence. */
export function questionTitle(question: Question, language: Language = 'en'): string {
  const say = words[language];
  const cluster = 'cluster' in question ? question.cluster : undefined;
  const where = cluster === undefined ? '' : say.inCluster(bare(cluster));
  switch (question.kind) {
    case 'explain':
      return say.explain(firstWords(question.text));
    case 'offline':
      return say.offline(bare(question.name), maybe(question.asked?.join(' ') || undefined));
    case 'status':
      return question.registry === undefined ? say.allRegistries : say.oneRegistry(bare(question.registry));
    case 'push':
      return say.push(bare(question.image));
    case 'login':
      return say.login(bare(question.registry), maybe(question.user));
    case 'bundle':
      return say.bundle(maybe(question.what), where);
    case 'scan-logs':
      return say.scanLogs(inside(question.namespace, question.what), where);
    case 'sync':
      return say.sync(question.what === undefined ? null : bare(question.what), where);
    case 'jobs':
      return say.jobs(maybe(question.registry));
    case 'storage':
      return say.storage(maybe(question.registry));
    case 'sweep':
      return say.sweep(maybe(question.namespace), where);
    case 'slow':
      return say.slow(subjectOf(question), where);
    case 'pull':
      return isImage(question) ? say.image(bare(question.what), where) : say.pod(subjectOf(question), where);
  }
}

function subjectOf(question: PullQuestion | SlowQuestion): string {
  const { workload, what, namespace } = question;
  if (isImage(question)) return bare(what);
  return inside(namespace, workload === undefined || workload === 'pod' ? what : `${workload}/${what}`);
}

function isImage({ what }: PullQuestion | SlowQuestion): boolean {
  return /[:@]|\..*\//.test(what);
}

function inside(namespace: string | undefined, name: string): string {
  return bare(namespace === undefined ? name : `${namespace}/${name}`);
}

function maybe(name: string | undefined): string | null {
  return name === undefined ? null : bare(name);
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
