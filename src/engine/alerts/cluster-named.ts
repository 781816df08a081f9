/** A cluster that a message names besides its alerts: in a title's brackets, in front of it, below, or as its author. */
import { clusterForm } from './cluster-words.ts';
import type { Said } from './message.ts';
import { withoutEmoji } from './plain.ts';
import { listed } from './spoken.ts';
import type { Labels } from './target.ts';

/** Stages are told under these names; one that says where it is too names a cluster. */
const STAGES = [
  'env',
  'environment',
  'stage',
  'k8s',
  'kubernetes',
  'context',
  'kube_context',
  'site',
  'source',
];

/** Words that nothing but blanks, brackets and bars stand beside: no part of a host, an image or a path. */
const WORD = /(?<![^\s[(|,;"'`*{@#])[a-z0-9]+(?:-[a-z0-9]+)+(?=$|[\s\])|,;"'`*}:]|\.(?:\s|$))(?!:\S)/g;

/** `alertmanager-prod-fra-01`: a tool's name before its cluster's. */
const TOOL =
  /^(?:(?:alert-?manager|prometheus|grafana|alerts?|monitoring|robusta|botkube|kwatch|bot|app)-){1,3}/;

/** Null where none is named, or several. Pure; linear. */
export function clusterNamed(said: Said, labels: Labels): string | null {
  const written = { ...listed(said.lines), ...labels };
  const staged = STAGES.map((key) => written[key]).find((value) => value && clusterForm(value) === 'sure');
  if (staged) return staged;
  const others = Object.entries(labels)
    .filter(([key]) => key !== 'cluster')
    .map(([, value]) => value);
  const isOthers = (word: string) => others.some((value) => value === word || value.startsWith(`${word}-`));
  for (const text of [said.titles, said.footers, [said.author], said.fallbacks]) {
    const words = text.flatMap((line) => {
      const [first = ''] = line.trim().split('\n');
      return (
        withoutEmoji(first.slice(0, 500))
          .toLowerCase()
          .match(WORD)
          ?.map((word) => word.replace(TOOL, '')) ?? []
      );
    });
    const named = new Set(words.filter((word) => clusterForm(word) === 'sure' && !isOthers(word)));
    const [one] = named;
    if (named.size === 1 && one) return one;
  }
  return null;
}
