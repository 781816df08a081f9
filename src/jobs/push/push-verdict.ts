/** What is answered about a push: proof first, then the pasted words, then what speaks for and against it. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Check } from '../../engine/check.ts';
import { reachVerdict } from '../../engine/reach-verdict.ts';
import type { ImageSubject } from '../../engine/subject.ts';
import type { BlindSpot, Cause, Verdict } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { project } from '../../probes/project.ts';
import { pushRights } from '../../probes/push-rights.ts';
import { type Pasted, readPasted } from '../pasted-text.ts';
import type { Took } from '../verdicts.ts';
import { pushDetails } from './push-details.ts';

const words: Words<{
  may(of: { image: string; who: string }): string;
  readonly nobody: string;
  readonly own: string;
  open(image: string): string;
  readonly yours: string;
  next(image: string): readonly string[];
  notShown(of: { what: string; says: string }): string;
}> = {
  en: {
    may: ({ image, who }) =>
      `Nothing stands against a push of \`${image}\` from here: every step works, and ${who} may push.`,
    nobody: 'whoever is not logged in',
    own: 'our own login',
    open: (image) =>
      `Nothing that can be seen from outside stands against a push of \`${image}\`; whether you may push it depends on your login.`,
    yours:
      'your own rights: they are your login’s, which is not known here and is never asked for; only our own login and nobody were looked at',
    next: (image) => [
      `Paste the error as well: \`/registry why-push-fails ${image} <the error>\`.`,
      'Log in anew (`docker login`), and look whether that account may push to this repository: in Harbor a Developer or better of the project, or a robot with `push repository`.',
      `See at which request it ends: \`crane --verbose push <tarball> ${image} 2>&1 | grep -E '^(PUT|POST|PATCH|< HTTP)'\``,
    ],
    notShown: ({ what, says }) => `Harbor does not show our own login the ${what}: ${says}`,
  },
};

export function pushVerdict(
  { subject, text }: { readonly subject: ImageSubject; readonly text?: string | undefined },
  theCase: Case,
  checks: readonly Check[],
  took: Took,
  language: Language,
): Verdict {
  const say = words[language];
  const live = reachVerdict(theCase, language);
  const pasted = readPasted(text, theCase, checks, 'push', language);
  const [cause = null, ...also] = causesOf(live.cause ? [live.cause, ...live.also] : [], pasted);
  const who = whoMay(theCase);
  const image = subject.name;
  const contradicted = pasted.told === 'contradicted' ? pasted : null;
  const healthy = cause === null && text === undefined && who !== null;
  const open = who === null ? say.open(image) : say.may({ image, who: say[who] });
  return {
    subject,
    outcome: cause ? 'found' : healthy ? 'healthy' : 'unclear',
    cause,
    also,
    ruledOut: live.ruledOut.filter((id) => ![cause, ...also].some((one) => one?.id === id)),
    couldNotLook: [
      ...live.couldNotLook,
      ...hidden(theCase, language),
      ...(who === 'nobody' ? [] : [{ probe: pushRights.id, why: say.yours }]),
    ],
    headline: cause?.summary ?? contradicted?.says ?? open,
    about: [],
    seen: contradicted && !cause ? [{ source: 'pasted error', says: contradicted.quote }] : [],
    next: cause || healthy ? [] : say.next(image),
    details: pushDetails(theCase, language),
    ...took,
  };
}

/** What is proved comes first; sure words about something else were also seen. */
function causesOf(live: readonly Cause[], pasted: Pasted): readonly Cause[] {
  if (pasted.told !== 'cause') return live;
  const { cause } = pasted;
  if (live.length === 0) return [cause];
  const known = live.some(({ id }) => id === cause.id || cause.alternatives?.includes(id));
  return known || cause.confidence !== 'likely' ? live : [...live, cause];
}

function whoMay({ answers }: Case): 'nobody' | 'own' | null {
  const rights = factIn(answers, pushRights);
  if (!rights) return null;
  if (rights.scheme === 'none') return 'nobody';
  const may = rights.asked.filter(({ push }) => push === 'may').map(({ grant }) => grant.who.kind);
  if (may.includes('anonymous')) return 'nobody';
  return may.includes('own') ? 'own' : null;
}

function hidden({ answers }: Case, language: Language): readonly BlindSpot[] {
  const fact = factIn(answers, project);
  const say = words[language];
  if (fact?.ended === 'hidden')
    return [{ probe: project.id, why: say.notShown({ what: 'project', says: fact.says }) }];
  if (fact?.ended !== 'found') return [];
  return fact.limits.hidden.map((one) => ({ probe: project.id, why: say.notShown(one) }));
}
