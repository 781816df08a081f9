/** Which fixes belong to what was found, and whether each can be offered. */
import type { Asking } from '../../engine/asking.ts';
import type { Finding } from '../../engine/check.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Pull } from '../../engine/subject.ts';
import type { OfferedRemediation } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';

const words: Words<{ readonly onlyText: string }> = {
  en: { onlyText: 'only words say so; a fix rests on what a live look proves' },
};

/** Of a finding proved live: its remediations' own questions are asked, and each plans. */
export async function offersFor(
  finding: Finding,
  asking: Asking,
  remediations: readonly Remediation[],
  pull: Pull,
  language: Language,
): Promise<readonly OfferedRemediation[]> {
  const mine = remediations.filter(({ fixes }) => fixes.has(finding.check.id));
  const probes = new Map(mine.flatMap((one) => one.probes).map((probe) => [probe.id, probe]));
  await Promise.all([...probes.values()].map((probe) => asking.ask(probe)));
  return mine.flatMap((one): readonly OfferedRemediation[] => {
    const planned = one.plan(finding, asking.answers, pull);
    if (planned.state === 'not-applicable') return [];
    const { id, risk } = one;
    const offered = { id, title: one.title(language), risk };
    return planned.state === 'ready'
      ? [{ ...offered, risk: planned.plan.risk, ready: true }]
      : [{ ...offered, ready: false, why: planned.why }];
  });
}

/** Of a cause that only text tells: named, never offered. */
export function notOffered(
  cause: string,
  remediations: readonly Remediation[],
  language: Language,
): readonly OfferedRemediation[] {
  return remediations
    .filter(({ fixes }) => fixes.has(cause))
    .map((one) => ({
      id: one.id,
      title: one.title(language),
      risk: one.risk,
      ready: false,
      why: words[language].onlyText,
    }));
}
