/** What nobody needs to look at again, in few words. Pure. */
import { type Titles, titleOf } from './check-titles.ts';
import { STAGES, type Stage } from './stage.ts';
import type { Language, Words } from './words.ts';

/** Checks of one stage that together deserve one word, where their stage as a whole does not. */
const TOGETHER = {
  connection: ['connection-refused', 'connection-timeout', 'network-unreachable'],
  'repository and tag': ['repository-not-found', 'tag-not-found'],
} as const;

interface RuledOutWords {
  readonly stages: Readonly<Record<Stage, string>>;
  readonly together: Readonly<Record<keyof typeof TOGETHER, string>>;
}

const words: Words<RuledOutWords> = {
  en: {
    stages: {
      spec: 'spec',
      dns: 'DNS',
      network: 'network',
      tls: 'TLS',
      auth: 'login',
      access: 'repository, tag and rights',
      quota: 'quota',
      content: 'content',
      platform: 'platform',
      node: 'node',
      'registry-internals': 'the registry itself',
    },
    together: { connection: 'connection', 'repository and tag': 'repository and tag' },
  },
};

/**
 * Names in the order of the stages. A stage is named as a whole only when every check it has is among `ids`:
 * one that was skipped or could not be judged would otherwise pass for looked at. Else the titles stand.
 */
export function ruledOutNames(
  ids: readonly string[],
  titles: Titles,
  language: Language = 'en',
): readonly string[] {
  const unknown = ids.filter((id) => !titles.has(id)).map((id) => titleOf(id, titles));
  return [...STAGES.flatMap((stage) => namesOf(stage, new Set(ids), titles, language)), ...unknown];
}

function namesOf(
  stage: Stage,
  passed: ReadonlySet<string>,
  titles: Titles,
  language: Language,
): readonly string[] {
  const all = [...titles].flatMap(([id, check]) => (check.stage === stage ? [id] : []));
  const ruledOut = all.filter((id) => passed.has(id));
  if (ruledOut.length === 0) return [];
  const say = words[language];
  if (ruledOut.length === all.length) return [say.stages[stage]];
  const groups = Object.entries(TOGETHER).filter(([, ids]) => ids.every((id) => ruledOut.includes(id)));
  const grouped = new Set<string>(groups.flatMap(([, ids]) => ids));
  return [
    ...groups.map(([name]) => say.together[name as keyof typeof TOGETHER]),
    ...ruledOut.filter((id) => !grouped.has(id)).map((id) => lowerFirst(titleOf(id, titles))),
  ];
}

/** Titles stand in the middle of a sentence here; abbreviations (DNS, TLS) keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
