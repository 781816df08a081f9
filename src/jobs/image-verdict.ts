/** The verdict about an image that no pod uses: nothing of a pod is looked at, so nothing of a pod is said. Pure. */
import type { Case } from '../engine/case.ts';
import type { Reached } from '../engine/reach-verdict.ts';
import { hostOf } from '../engine/text/image-names.ts';
import type { Cause, Verdict } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';
import { factIn } from '../facts/answered.ts';
import { type ManifestAttempt, manifest } from '../probes/manifest.ts';
import { detailsOf } from './details/details-of.ts';
import type { ImageAlone } from './find-subject.ts';
import { distinctSpots, type Took } from './verdicts.ts';

const words: Words<{
  readonly open: (image: string) => string;
  readonly byLogin: (of: { readonly image: string; readonly username: string }) => string;
  readonly needsSecret: (host: string) => string;
  readonly noPod: string;
  readonly noPodSeen: string;
  readonly noCluster: string;
  readonly unclear: (image: string) => string;
  readonly next: (image: string) => readonly string[];
}> = {
  en: {
    open: (image) => `\`${image}\` can be pulled by anybody: every step works from here, without a login.`,
    byLogin: ({ image, username }) =>
      `\`${image}\` is there, and can be pulled with a login only: \`${username}\`, which is ours, gets it; nobody logged out does.`,
    needsSecret: (host) => `a pod that uses it needs a pull secret for \`${host}\``,
    noPod: 'no pod here uses it, so it was asked for from here alone',
    noPodSeen: 'no pod that could be looked at uses it, so it was asked for from here alone',
    noCluster: 'no cluster is configured here, so it was asked for from here alone',
    unclear: (image) => `Whether \`${image}\` can be pulled could not be settled from here.`,
    next: (image) => [
      `From a machine that reaches the registry: \`crane manifest --verbose ${image}\` shows the step at which it fails.`,
      'Ask about the pod that fails instead: its node, its secrets and its events tell more.',
    ],
  },
};

/** What is said of whoever is not logged in, once our own login has been let in. */
const isAboutLogins = ({ id, stage }: Cause): boolean => stage === 'auth' || id === 'permission-denied';

/** Healthy when somebody gets the manifest: anybody, or whoever logs in as we do. */
export function imageVerdict(
  found: ImageAlone,
  theCase: Case,
  reached: Reached,
  took: Took,
  language: Language,
): Verdict {
  const say = words[language];
  const { image } = found.pull;
  const asked = factIn(theCase.answers, manifest);
  const own = asked?.attempts.find(({ who, ended }) => who.kind === 'own' && settles(ended));
  const causes = [reached.cause, ...reached.also].filter((cause) => cause !== null);
  const [cause = null, ...also] = own ? causes.filter((one) => !isAboutLogins(one)) : causes;
  const by = cause ? null : own?.ended === 'found' ? own : null;
  const headline = asked?.found
    ? say.open(image)
    : by?.who.kind === 'own'
      ? say.byLogin({ image, username: by.who.username })
      : say.unclear(image);
  const healthy = cause === null && (by !== null || Boolean(asked?.found));
  return {
    subject: found.subject,
    outcome: cause ? 'found' : healthy ? 'healthy' : 'unclear',
    cause,
    also,
    ruledOut: reached.ruledOut,
    couldNotLook: distinctSpots([...found.couldNotLook, ...reached.couldNotLook]),
    headline: cause?.summary ?? headline,
    about: [say[whereSought(found)], ...(by && !asked?.found ? [say.needsSecret(hostOf(image))] : [])],
    seen: healthy ? seen(by, asked?.found, causes) : [],
    next: cause || healthy ? [] : say.next(image),
    details: detailsOf([theCase], language),
    ...took,
  };
}

/** Pods that could not be listed are none that do not use it. */
function whereSought({ searched, couldNotLook }: ImageAlone): 'noCluster' | 'noPodSeen' | 'noPod' {
  if (searched === 0) return 'noCluster';
  return couldNotLook.length > 0 ? 'noPodSeen' : 'noPod';
}

/** Whoever hears "no such tag" was let in. */
function settles(ended: ManifestAttempt['ended']): boolean {
  return ended === 'found' || ended === 'not-found';
}

type Found = { readonly mediaType: string; readonly digest: string } | null | undefined;

/** The manifest, or what our login heard and what everybody else does. */
function seen(by: ManifestAttempt | null, open: Found, causes: readonly Cause[]): Verdict['seen'] {
  if (open) return [{ source: 'registry', says: `${open.mediaType} ${open.digest}` }];
  const ours = by ? [{ source: 'registry, asked with our own login', says: by.says }] : [];
  return [...ours, ...causes.flatMap(({ evidence }) => evidence.slice(0, 1))];
}
