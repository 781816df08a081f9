/** What is answered about a Repository of the image controller. Pure. */
import { sizeOf } from '../../engine/bytes.ts';
import type { Case } from '../../engine/case.ts';
import { reachVerdict } from '../../engine/reach-verdict.ts';
import { since } from '../../engine/since.ts';
import type { BlindSpot, Section, Verdict } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { statusEvidence } from '../../facts/image-sync-said.ts';
import { manifest } from '../../probes/manifest.ts';
import { imageSource } from '../../probes/sync/image-source.ts';
import { type ImageSyncFact, imageSync } from '../../probes/sync/image-sync.ts';
import { distinctSpots, type Took } from '../verdicts.ts';
import type { Candidate } from './candidate.ts';
import type { LookedAt } from './examine-repository.ts';

const words: Words<{
  healthy(name: string, ago: string | null): string;
  running(name: string, progress: number | null): string;
  unclear(name: string): string;
  source(name: string, domain: string): string;
  image(image: string): string;
  last(ago: string): string;
  size(blobs: number, size: string): string;
  ownPath(says: string): string;
  readonly login: string;
  readonly next: readonly string[];
  readonly title: string;
}> = {
  en: {
    healthy: (name, ago) => `The sync of \`${name}\` works${ago === null ? '' : `: last done ${ago} ago`}.`,
    running: (name, progress) =>
      `\`${name}\` is syncing${progress === null ? '' : ` (${progress} %)`}, and nothing stands against it.`,
    unclear: (name) => `How the sync of \`${name}\` does is not told, and nothing stands against it.`,
    source: (name, domain) => `source \`${name}\` (\`${domain}\`)`,
    image: (image) => `image \`${image}\``,
    last: (ago) => `last synced ${ago} ago`,
    size: (blobs, size) => `${blobs} blobs, ${size}`,
    ownPath: (says) => `from here the source is not reached, and the controller says it reaches it: ${says}`,
    login:
      'whether the source’s own login is accepted: its password is not read; the image was asked for with our own login or none',
    next: ['Ask again in a few minutes: its progress is compared.'],
    title: 'The image at its source',
  },
};

export function repositoryVerdict(
  { sync, label }: Candidate,
  { theCase, ownPath }: LookedAt,
  blind: readonly BlindSpot[],
  took: Took,
  language: Language,
): Verdict {
  const say = words[language];
  const { cause, also, ruledOut, couldNotLook } = reachVerdict(theCase, language);
  const { answers } = theCase;
  const fact = factIn(answers, imageSync);
  const source = factIn(answers, imageSource)?.source ?? null;
  const state = fact?.object.sync.state ?? 'unknown';
  const healthy = cause === null && (state === 'done' || state === 'syncing');
  const login = source && !healthy ? [{ probe: imageSource.id, why: say.login }] : [];
  return {
    subject: sync,
    outcome: cause ? 'found' : healthy ? 'healthy' : 'unclear',
    cause,
    also,
    ruledOut,
    couldNotLook: distinctSpots([
      ...blind,
      ...couldNotLook,
      ...(ownPath === null ? [] : [{ probe: manifest.id, why: say.ownPath(ownPath) }]),
      ...login,
    ]),
    headline: cause?.summary ?? wellSaid(label, fact, took, language),
    about: aboutIt(theCase, took, language),
    seen: cause || !fact ? [] : [statusEvidence(fact)],
    next: cause || healthy ? [] : say.next,
    details: detailsOf(theCase, language),
    ...took,
  };
}

function wellSaid(label: string, fact: ImageSyncFact | null, { at }: Took, language: Language): string {
  const say = words[language];
  if (fact === null) return say.unclear(label);
  const { state, lastSynced, progress } = fact.object.sync;
  if (state === 'done') return say.healthy(label, lastSynced === null ? null : since(lastSynced, at));
  return state === 'syncing' ? say.running(label, progress) : say.unclear(label);
}

function aboutIt({ answers, pull }: Case, { at }: Took, language: Language): readonly string[] {
  const say = words[language];
  const source = factIn(answers, imageSource)?.source ?? null;
  const last = factIn(answers, imageSync)?.object.sync.lastSynced ?? null;
  return [
    ...(source ? [say.source(source.name, source.domain ?? '')] : []),
    ...(pull.image === '' ? [] : [say.image(pull.image)]),
    ...(last === null ? [] : [say.last(since(last, at))]),
  ];
}

function detailsOf({ answers }: Case, language: Language): readonly Section[] {
  const say = words[language];
  const found = factIn(answers, manifest)?.found ?? null;
  if (!found) return [];
  const bytes = found.blobs.reduce((sum, { size }) => sum + size, 0);
  const size = bytes > 0 ? [say.size(found.blobs.length, sizeOf(bytes))] : [];
  return [{ id: 'image', title: say.title, lines: [`\`${found.digest}\``, ...size] }];
}
