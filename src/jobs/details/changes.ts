/** What changed before the pull began to fail: the rollout, the secret, the tag; and whether the way back is open. Pure. */
import type { Case } from '../../engine/case.ts';
import { since } from '../../engine/since.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { type PreviousImageFact, previousImage } from '../../probes/previous-image.ts';
import { pullSecrets } from '../../probes/pull-secrets.ts';
import { pushTime } from '../../probes/push-time.ts';
import { type RolloutFact, rollout } from '../../probes/rollout.ts';

interface ChangeWords {
  readonly title: string;
  rolledOut(of: { workload: string; revision: number; ago: string; from: string; to: string }): string;
  firstRevision(of: { workload: string; revision: number; ago: string }): string;
  cause(text: string): string;
  manager(of: { manager: string; ago: string }): string;
  previous(of: { fact: PreviousImageFact; undo: string }): string;
  secret(of: { name: string; made: string; changed: string | null }): string;
  pushed(of: { tag: string; ago: string }): string;
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const words: Words<ChangeWords> = {
  en: {
    title: 'What changed',
    rolledOut: ({ workload, revision, ago, from, to }) =>
      `${workload}: revision ${revision}, made ${ago} ago, changed the image from ${code(from)} to ${code(to)}`,
    firstRevision: ({ workload, revision, ago }) =>
      `${workload}: revision ${revision}, made ${ago} ago; no earlier one had another image`,
    cause: (text) => `recorded as its cause: ${code(text)}`,
    manager: ({ manager, ago }) => `the pod template was last written by ${code(manager)}, ${ago} ago`,
    previous: ({ fact: { image, state, attempt }, undo }) =>
      ({
        pulls: `the image before, ${code(image)}, still pulls; back to it: ${code(undo)}`,
        gone: `the image before, ${code(image)}, is gone as well: ${code(attempt?.says ?? '')}`,
        refused: `the image before, ${code(image)}, cannot be had either: ${code(attempt?.says ?? '')}`,
        elsewhere: `the image before, ${code(image)}, lies in another repository and was not asked for`,
      })[state],
    secret: ({ name, made, changed }) =>
      changed === null
        ? `pull secret ${code(name)} was made ${made} ago`
        : `pull secret ${code(name)} was made ${made} ago and last written ${changed} ago`,
    pushed: ({ tag, ago }) => `tag ${code(tag)} was pushed to Harbor ${ago} ago`,
  },
};

export function changes(cases: readonly Case[], language: Language): Section | null {
  const lines = [
    ...new Set(cases.filter(({ failing }) => failing).flatMap((one) => linesOf(one, words[language]))),
  ];
  return lines.length === 0 ? null : { id: 'changes', title: words[language].title, lines };
}

function linesOf({ pull, answers }: Case, say: ChangeWords): readonly string[] {
  const now = [rollout, pullSecrets, pushTime].flatMap(({ id }) => {
    const answer = answers.get(id);
    return answer?.state === 'known' ? [answer.at] : [];
  })[0];
  if (now === undefined) return [];
  const rolled = factIn(answers, rollout);
  const previous = factIn(answers, previousImage);
  const pushed = factIn(answers, pushTime);
  const undo = rolled
    ? `kubectl -n ${pull.namespace} rollout undo ${rolled.kind.toLowerCase()}/${rolled.name}${rolled.before ? ` --to-revision=${rolled.before.revision.revision}` : ''}`
    : '';
  return [
    ...(rolled ? rolloutLines(rolled, pull.image, now, say) : []),
    ...(previous ? [say.previous({ fact: previous, undo })] : []),
    ...(factIn(answers, pullSecrets)?.secrets ?? []).flatMap((secret) => {
      if (secret.state !== 'read') return [];
      const { name, createdAt, changedAt } = secret;
      const changed = changedAt !== undefined && changedAt !== createdAt ? since(changedAt, now) : null;
      return [say.secret({ name, made: since(createdAt, now), changed })];
    }),
    ...(pushed ? [say.pushed({ tag: pushed.tag, ago: since(pushed.at, now) })] : []),
  ];
}

function rolloutLines(fact: RolloutFact, image: string, now: string, say: ChangeWords): readonly string[] {
  const { current, before, changedBy } = fact;
  if (!current) return [];
  const workload = `${fact.kind} ${code(fact.name)}`;
  const { revision, changeCause } = current;
  const ago = since(current.createdAt, now);
  return [
    before
      ? say.rolledOut({ workload, revision, ago, from: before.image, to: image })
      : say.firstRevision({ workload, revision, ago }),
    ...(changeCause === null ? [] : [say.cause(changeCause)]),
    ...(changedBy === null
      ? []
      : [say.manager({ manager: changedBy.manager, ago: since(changedBy.at, now) })]),
  ];
}
