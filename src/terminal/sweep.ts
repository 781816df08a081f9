/** A sweep as lines for a terminal. */
import type { SweepGroup, SweepReport } from '../engine/sweep.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  headline(of: { failing: number; pods: number; groups: number; where: string }): string;
  where(namespace: string | null, clusters: readonly string[]): string;
  readonly blind: string;
  readonly unclear: string;
  namespaces(names: readonly string[], more: number): string;
  since(at: string): string;
  first(step: string): string;
  why(pod: string, cluster: string): string;
  asked(of: { questions: number; asked: number; seconds: string }): string;
  couldNotLook(probe: string, why: string): string;
}> = {
  en: {
    headline: ({ failing, pods, groups, where }) =>
      failing === 0
        ? `No pod waits for an image: ${pods} pods looked at ${where}`
        : `${failing} of ${pods} pods ${where} wait for an image: ${groups} ${groups === 1 ? 'cause' : 'causes'}`,
    where: (namespace, clusters) =>
      namespace === null
        ? `in ${clusters.join(', ')}`
        : `in namespace ${namespace} of ${clusters.join(', ')}`,
    blind: 'The pods could not be read, so nothing can be said about their pulls',
    unclear: 'unclear',
    namespaces: (names, more) => `in ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    since: (at) => `oldest pod made ${at}`,
    first: (step) => `first: ${step}`,
    why: (pod, cluster) => `why: registry-medic why-pull-fails ${pod} --cluster ${cluster}`,
    asked: ({ questions, asked, seconds }) =>
      `${asked} of ${questions} distinct pulls asked about, in ${seconds} s`,
    couldNotLook: (probe, why) => `could not look at ${probe}: ${why}`,
  },
};

export function sweepLines(report: SweepReport, language: Language): readonly string[] {
  const say = words[language];
  const { failing, pods, groups, namespace, clusters, couldNotLook, questions, asked, ms } = report;
  const where = say.where(namespace, clusters);
  const isBlind = pods === 0 && couldNotLook.length > 0;
  return [
    isBlind ? say.blind : say.headline({ failing, pods, groups: groups.length, where }),
    ...groups.flatMap((group) => ['', ...groupLines(group, language)]),
    ...(couldNotLook.length > 0 ? [''] : []),
    ...couldNotLook.map(({ probe, why }) => say.couldNotLook(probe, why)),
    '',
    say.asked({ questions, asked, seconds: (ms / 1000).toFixed(1) }),
  ];
}

function groupLines(group: SweepGroup, language: Language): readonly string[] {
  const say = words[language];
  const { pods, cause, specimen, evidence, step } = group;
  const sure = cause ? `${cause.id}, ${cause.confidence}` : say.unclear;
  const inside = [
    `${group.root} (${sure})`,
    `${say.namespaces(group.namespaces, group.namespaceCount - group.namespaces.length)}, ${say.since(group.since)}`,
    ...(evidence ? [`${evidence.source}: ${evidence.says}`] : []),
    ...(step === null ? [] : [say.first(step)]),
    say.why(`${specimen.namespace}/${specimen.pod}`, specimen.cluster),
  ];
  return [`${String(pods).padStart(5)}  ${group.summary}`, ...inside.map((line) => `       ${line}`)];
}
