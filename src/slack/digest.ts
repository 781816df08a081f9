/** One summary for a channel that would be flooded: the roots, worst first, each with its own way to a thread. Pure. */
import type { Digest, Trouble } from '../engine/trouble.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, button, context, type SlackMessage, section } from './blocks.ts';
import { fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

interface DigestWords {
  headline(of: { roots: number; open: number; suffer: number }): string;
  readonly why: string;
  line(of: { title: string; root: string; count: number; since: string; told: number }): string;
  lineOver(of: { title: string; root: string; at: string }): string;
  readonly open: string;
  opens(title: string): string;
  more(count: number): string;
}

const words: Words<DigestWords> = {
  en: {
    headline: ({ roots, open, suffer }) =>
      open === 0
        ? roots === 1
          ? 'The trouble summed up here is over.'
          : `All ${roots} troubles of this flood are over.`
        : roots === 1
          ? `1 more trouble here, ${suffer} affected.`
          : `${open === roots ? roots : `${open} of ${roots}`} more troubles here, ${suffer} affected. Worst first:`,
    why: 'So many came at once that they are summed up in this message, which is kept up to date.',
    line: ({ title, root, count, since, told }) =>
      `:red_circle: *${title}*: ${root} · ${count} affected · since ${since}${told > 0 ? ` · told ${told} times` : ''}`,
    lineOver: ({ title, root, at }) => `:large_green_circle: *${title}*: ${root} · over since ${at}`,
    open: 'Open its thread',
    opens: (title) => `Open a thread for ${title}`,
    more: (count) => `… and ${count} more`,
  },
};

/** A section with a button each; 50 blocks are the limit of a message. */
const MOST_ROOTS = 40;

export const OPEN_TROUBLE = 'open-trouble';

export function digestMessage(
  digest: Digest,
  troubles: readonly Trouble[],
  language: Language = 'en',
): SlackMessage {
  const say = words[language];
  const open = troubles.filter(({ state }) => state === 'open');
  const suffer = open.reduce((sum, { affectedCount }) => sum + affectedCount, 0);
  const headline = say.headline({ roots: digest.troubles.length, open: open.length, suffer });
  const ranked = troubles.toSorted(
    (a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || b.affectedCount - a.affectedCount,
  );
  const rest = ranked.length - MOST_ROOTS;
  return {
    text: plainFromMarkdown(headline, 300),
    blocks: [
      section(`*${headline}*`),
      context(say.why),
      ...ranked.slice(0, MOST_ROOTS).map((trouble) => rootLine(trouble, language)),
      ...(rest > 0 ? [context(say.more(rest))] : []),
    ],
  };
}

function rootLine(trouble: Trouble, language: Language): Block {
  const say = words[language];
  const title = fromMarkdown(trouble.title, 200);
  const root = fromMarkdown(trouble.rootSays, 300);
  const { affectedCount: count, told } = trouble;
  const says =
    trouble.state === 'open'
      ? say.line({ title, root, count, told, since: when(trouble.openedAt, true) })
      : say.lineOver({ title, root, at: when(trouble.resolvedAt ?? trouble.openedAt, true) });
  if (trouble.summed?.opened) return section(says);
  return section(
    says,
    button({
      label: say.open,
      action: `${OPEN_TROUBLE}:${trouble.id}`,
      value: trouble.id,
      speaks: say.opens(trouble.title),
    }),
  );
}
