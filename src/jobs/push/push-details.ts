/** What a push meets: who may push as far as tokens tell, and what the project of Harbor says. Pure. */
import { sizeOf } from '../../engine/bytes.ts';
import type { Case } from '../../engine/case.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { type ProjectFact, project } from '../../probes/project.ts';
import { type PushRightsFact, pushRights } from '../../probes/push-rights.ts';

type Asked = PushRightsFact['asked'][number];

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const words: Words<{
  readonly title: string;
  readonly open: string;
  right(asked: Asked): string;
  quota(of: { used: string; hard: string; left: string }): string;
  noQuota(used: string): string;
  readonly tag: Readonly<Record<'new' | 'there' | 'immutable', string>>;
  readonly writable: string;
  readonly readOnly: string;
  proxy(of: string): string;
}> = {
  en: {
    title: 'What a push meets here',
    open: 'the registry asks nobody to log in',
    right: ({ grant, push }) => {
      const who = grant.who.kind === 'own' ? `our own login ${code(grant.who.username)}` : 'nobody logged in';
      const can = {
        may: 'may push',
        'may-not': 'may not push',
        unknown: 'may or may not push: it is not told',
      };
      return `${who}: ${can[push]} (${grant.actions ? `token grants ${code(grant.actions.join(', ') || 'nothing')}` : code(grant.says)})`;
    },
    quota: ({ used, hard, left }) => `quota of the project: ${used} of ${hard} used, ${left} left`,
    noQuota: (used) => `quota of the project: unlimited, ${used} used`,
    tag: {
      new: 'the tag is not there yet',
      there: 'the tag is there already and would move to the new image',
      immutable: 'the tag is there already, and a rule keeps it as it is',
    },
    writable: 'Harbor takes writes: it is not in read-only mode',
    readOnly: 'Harbor is in read-only mode',
    proxy: (of) => `the project is a proxy cache of ${code(of)}`,
  },
};

export function pushDetails({ answers }: Case, language: Language): readonly Section[] {
  const say = words[language];
  const rights = factIn(answers, pushRights);
  const told = factIn(answers, project);
  const lines = [
    ...(rights?.scheme === 'none' ? [say.open] : (rights?.asked ?? []).map(say.right)),
    ...(told ? projectLines(told, language) : []),
  ];
  return lines.length === 0 ? [] : [{ id: 'push', title: say.title, lines }];
}

function projectLines(fact: ProjectFact, language: Language): readonly string[] {
  if (fact.ended !== 'found') return [];
  const say = words[language];
  const { quota, readOnly, proxyOf, tag } = fact.limits;
  const used = quota ? sizeOf(quota.used) : '';
  return [
    ...(quota === null
      ? []
      : [quota.hard === null ? say.noQuota(used) : limited(quota.used, quota.hard, language)]),
    ...(readOnly === null ? [] : [readOnly ? say.readOnly : say.writable]),
    ...(proxyOf === null ? [] : [say.proxy(proxyOf)]),
    ...(tag === null ? [] : [say.tag[tag]]),
  ];
}

function limited(used: number, hard: number, language: Language): string {
  const left = sizeOf(Math.max(0, hard - used));
  return words[language].quota({ used: sizeOf(used), hard: sizeOf(hard), left });
}
