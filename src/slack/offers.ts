/** The fixes beside a cause: a button for what can be done, words for what cannot and why. */
import type { Freeze } from '../engine/freeze.ts';
import type { Offer } from '../engine/offers.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, type Button, context } from './blocks.ts';
import { requestFixButton } from './fix-buttons.ts';
import { code, fromMarkdown, person } from './mrkdwn.ts';

/** What the operator allows, and where writes are stopped. */
export interface FixesAllowed {
  /** Remediation ids. */
  readonly enabled: ReadonlySet<string>;
  readonly freezes: readonly Freeze[];
}

const words: Words<{
  readonly notOffered: (title: string, why: string) => string;
  readonly notEnabled: string;
  readonly notAgain: string;
  readonly frozen: (where: string, by: string, why: string) => string;
  readonly everywhere: string;
  readonly at: (title: string, place: string) => string;
  readonly in: (cluster: string) => string;
}> = {
  en: {
    notOffered: (title, why) =>
      `Not offered: ${title.charAt(0).toLowerCase()}${title.slice(1)}, because ${why.replace(/\.$/, '')}.`,
    notEnabled: 'the operator has not enabled it (`remediations.enabled`)',
    notAgain: 'what it is about cannot be looked at again',
    frozen: (where, by, why) =>
      `*Writes are frozen ${where}* by ${by}: ${why}. A fix asked for now is not planned until somebody who may approve lifts it: \`/registry unfreeze\``,
    everywhere: 'everywhere',
    at: (title, place) => `${title} (${place})`,
    in: (cluster) => `in ${code(cluster, 60)}`,
  },
};

/** More than these beside one answer nobody reads. */
const MOST = 5;

export interface ShownOffers {
  readonly buttons: readonly Button[];
  readonly blocks: readonly Block[];
}

export function shownOffers(
  offers: readonly Offer[],
  of: { readonly incident: string; readonly run: number },
  { enabled, freezes }: FixesAllowed,
  language: Language = 'en',
): ShownOffers {
  const say = words[language];
  const why = ({ offer, pull }: Offer): string | null => {
    if (!offer.ready) return offer.why ?? '';
    if (pull === null) return say.notAgain;
    return enabled.has(offer.id) ? null : say.notEnabled;
  };
  const shown = offers.map((one, at) => ({ one, at, why: why(one) }));
  const ready = onceEach(shown.filter((each) => each.why === null)).slice(0, MOST);
  const titles = ready.map(({ one }) => one.offer.title);
  const not = distinct(shown.flatMap(({ one, why: reason }) => (reason === null ? [] : [{ one, reason }])));
  const clusters = new Set(
    ready.map(({ one: { pull } }) => pull?.cluster ?? pull?.installation?.place?.cluster),
  );
  const frozen = freezes.filter(({ where }) => (where === '*' ? ready.length > 0 : clusters.has(where)));
  return {
    buttons: ready.map(({ one, at }) => {
      const { title } = one.offer;
      const isAlone = titles.filter((other) => other === title).length === 1;
      return requestFixButton(of.incident, of.run, at, isAlone ? title : say.at(title, placeOf(one)));
    }),
    blocks: [
      ...not
        .slice(0, MOST)
        .map(({ one, reason }) => context(fromMarkdown(say.notOffered(one.offer.title, reason), 600))),
      ...frozen.map(({ where, by, why: reason }) =>
        context(
          say.frozen(where === '*' ? say.everywhere : say.in(where), person(by), fromMarkdown(reason, 200)),
        ),
      ),
    ],
  };
}

/** The same fix of the same thing mends several causes with one press. */
function onceEach<T extends { readonly one: Offer }>(all: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return all.filter(({ one }) => {
    const what = `${one.offer.id} ${placeOf(one)} ${one.pull?.image ?? ''} ${JSON.stringify(one.pull?.sync ?? null)}`;
    return seen.size < seen.add(what).size;
  });
}

/** Which Harbor, or which workload, in a word. */
function placeOf({ pull }: Offer): string {
  return pull?.installation?.name ?? pull?.pod ?? pull?.image ?? '';
}

/** The same fix for several causes is said once. */
function distinct<T extends { readonly one: Offer; readonly reason: string }>(
  all: readonly T[],
): readonly T[] {
  return [...new Map(all.map((each) => [`${each.one.offer.id} ${each.reason}`, each])).values()];
}
