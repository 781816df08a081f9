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
  const isOthers = othersOf(labels);
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
  return clusterAmong(
    said.lines
      .split('\n')
      .filter((row) => [labels.pod, labels.deployment].some((name) => name && row.includes(name))),
    isOthers,
  );
}

/** `[tooling-ams] …`, `*tooling-ams* …`: what a row begins with, set apart. */
const HEAD = /^[^\w\n[(`*]{0,6}[[(`*]{1,3}([a-z0-9]+(?:-[a-z0-9]+)+)[\])`*]{1,3}/;

/** The only word of these rows that by its form is a cluster's. Linear. */
export function clusterAmong(rows: readonly string[], isOthers: (word: string) => boolean): string | null {
  const words = rows.flatMap((row) => withoutEmoji(row.slice(0, 2000)).match(WORD) ?? []);
  const heads = rows.map((row) => HEAD.exec(withoutEmoji(row.slice(0, 200)))?.[1] ?? '');
  const named = [
    ...words.filter((word) => clusterForm(word) === 'sure'),
    ...heads.filter((word) => clusterForm(word) === 'likely'),
  ].filter((word) => !isOthers(word));
  const [one, ...others] = new Set(named);
  return one !== undefined && others.length === 0 ? one : null;
}

/** Whether a word is what some label names, or begins it. */
export function othersOf(labels: Labels): (word: string) => boolean {
  const values = Object.entries(labels)
    .filter(([key]) => key !== 'cluster')
    .map(([, value]) => value);
  return (word) => values.some((value) => value === word || value.startsWith(`${word}-`));
}
