/** Blind spots inside a fact: events, a Secret or an account that could not be read beside what could. Pure. */
import type { Case } from '../engine/case.ts';
import type { BlindSpot } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';
import { factIn } from '../facts/answered.ts';
import { kubelet } from '../probes/kubelet.ts';
import { pullSecrets } from '../probes/pull-secrets.ts';

const words: Words<{
  readonly secret: (name: string, says: string) => string;
  readonly account: (name: string, says: string) => string;
}> = {
  en: {
    secret: (name, says) => `secret \`${name}\`: ${says}`,
    account: (name, says) => `service account \`${name}\`: ${says}`,
  },
};

export function halfSeen(one: Case, language: Language): readonly BlindSpot[] {
  const events = factIn(one.answers, kubelet)?.eventsUnread;
  const unheard = events === undefined ? [] : [{ probe: kubelet.id, why: events }];
  return [...unheard, ...secretsUnread(one, language)];
}

function secretsUnread({ answers }: Case, language: Language): readonly BlindSpot[] {
  const fact = factIn(answers, pullSecrets);
  if (!fact) return [];
  const say = words[language];
  const { secrets, serviceAccount: account } = fact;
  const lines = [
    ...secrets.flatMap((one) => (one.state === 'unreadable' ? [say.secret(one.name, one.says)] : [])),
    ...(account.state === 'unreadable' ? [say.account(account.name, account.says ?? '')] : []),
  ];
  return lines.map((why) => ({ probe: pullSecrets.id, why }));
}
