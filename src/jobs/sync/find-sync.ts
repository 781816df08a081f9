/** From a person's words to the one thing that is synchronised, or to a reply that asks which or says no. */
import { nearest } from '../../engine/nearest.ts';
import type { SyncQuestion } from '../../engine/question.ts';
import type { Choice, Note, Refusal } from '../../engine/reply.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { findInstallations } from '../installation/find-installations.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Candidate, Searched } from './candidate.ts';
import { harborCandidates } from './harbor-candidates.ts';
import { repositoryCandidates } from './repository-candidates.ts';

const ASK = '/registry why-sync-fails';
const OFFERED = 8;

const words: Words<{
  several(count: number, what: string): string;
  failing(count: number): string;
  none(what: string, where: string): string;
  noneFails(where: string): string;
  nowhere(registry: string): string;
  searched(names: readonly string[]): string;
  blind(spots: readonly string[]): string;
}> = {
  en: {
    several: (count, what) => `${count} syncs match \`${what}\`.`,
    failing: (count) => `${count} syncs fail or are not over.`,
    none: (what, where) => `No replication policy, Repository or replicated repository \`${what}\` ${where}.`,
    noneFails: (where) => `No sync fails ${where}.`,
    nowhere: (registry) => `I know no Harbor \`${registry}\`.`,
    searched: (names) =>
      names.length === 0
        ? 'here: no Harbor is configured or found, and no cluster'
        : `in ${names.map((name) => `\`${name}\``).join(', ')}`,
    blind: (spots) => ` Could not look: ${spots.join('; ')}.`,
  },
};

export type FoundSync =
  | { readonly found: 'one'; readonly one: Candidate; readonly blind: readonly BlindSpot[] }
  | { readonly found: 'reply'; readonly reply: Choice | Note | Refusal };

export async function findSync(question: SyncQuestion, surroundings: Surroundings): Promise<FoundSync> {
  const { what, registry, cluster } = question;
  const wantsCluster = registry === undefined;
  const wantsHarbor = cluster === undefined || registry !== undefined;
  const { found, couldNotLook } = wantsHarbor
    ? await findInstallations(surroundings, registry)
    : { found: [], couldNotLook: [] };
  const harbors = found.filter(({ product }) => product === 'harbor');
  if (registry !== undefined && harbors.length === 0) return refused(words.en.nowhere(registry), [], []);
  const clusters = [...surroundings.clusters.values()].filter(
    ({ name }) => wantsCluster && (cluster === undefined || name === cluster),
  );
  const searched: readonly Searched[] = await Promise.all([
    ...harbors.map((one) => harborCandidates(one, question, surroundings)),
    ...clusters.map((one) => repositoryCandidates(one, question)),
  ]);
  const candidates = distinct(searched.flatMap((one) => one.candidates));
  const blind = [...couldNotLook, ...searched.flatMap((one) => one.blind)];
  const [one] = candidates;
  if (one && candidates.length === 1 && what !== undefined) return { found: 'one', one, blind };
  if (candidates.length > 0) return { found: 'reply', reply: choice(candidates, what) };
  const where = words.en.searched([...harbors.map(({ name }) => name), ...clusters.map(({ name }) => name)]);
  // Asked of everything, and all of it could be looked at: an answer, and no refusal.
  if (what === undefined && searched.length > 0 && blind.length === 0)
    return { found: 'reply', reply: { kind: 'note', says: words.en.noneFails(where), lines: [] } };
  const says = what === undefined ? words.en.noneFails(where) : words.en.none(what, where);
  const names = searched.flatMap((each) => each.names);
  return refused(says, what === undefined ? [] : nearest(what, names), blind);
}

/** One policy that is both configured and found in a cluster is one. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((one) => [one.text, one])).values()];
}

function choice(candidates: readonly Candidate[], what: string | undefined): Choice {
  const count = candidates.length;
  return {
    kind: 'choice',
    says: what === undefined ? words.en.failing(count) : words.en.several(count, what),
    options: candidates.slice(0, OFFERED).map(({ label, state, text, question }) => ({
      label,
      state,
      text: `why-sync-fails ${text}`,
      question,
    })),
    more: Math.max(0, count - OFFERED),
  };
}

function refused(says: string, near: readonly string[], blind: readonly BlindSpot[]): FoundSync {
  const spots = blind.map(({ probe, why }) => `${probe} (${why})`);
  const all = `${says}${spots.length > 0 ? words.en.blind(spots) : ''}`;
  const tries = near.map((name) => `${ASK} ${name}`);
  return { found: 'reply', reply: { kind: 'refusal', why: 'not-found', says: all, tries } };
}
