/** The bot may not post in this channel: the person who asked is told how to change that, and gets the answer alone. */
import type { Incident } from '../../engine/incident.ts';
import type { Words } from '../../engine/words.ts';
import type { SlackMessage } from '../../slack/blocks.ts';
import { answerMessage, noteMessage } from '../../slack/incident.ts';
import { questionTitle } from '../../slack/question.ts';
import type { DeliverParts } from './deliver-incident.ts';
import { TryLater } from './desk.ts';

type PrivateParts = Pick<
  DeliverParts,
  'incidents' | 'desk' | 'posts' | 'titles' | 'language' | 'now' | 'log'
>;

const words: Words<{ start(of: { title: string; bot: string; says: string }): string }> = {
  en: {
    start: ({ title, bot, says }) =>
      says === 'is_archived'
        ? `${title} This channel is archived, so I answer only you, here, in a moment.`
        : `${title} I am not in this channel, so I answer only you, here, in a moment. To have answers in the channel: \`/invite @${bot}\``,
  },
};

/** A response_url takes five answers in 30 minutes: one at the start, one per answer; no progress. */
export async function deliverPrivately(incident: Incident, says: string, parts: PrivateParts): Promise<void> {
  const url = await parts.incidents.answerUrl(incident.id);
  if (url === null)
    return parts.log.warn({ incident: incident.id, says }, 'shut out of the channel and nobody to tell');
  const title = questionTitle(incident.question, parts.language);
  const start = noteMessage(words.en.start({ title, bot: parts.desk.botName, says }));
  await tellOnce(incident.id, 'private-start', url, start, parts);
  if (incident.state.is !== 'answered') return;
  const viewed = { titles: parts.titles, now: parts.now(), language: parts.language };
  await tellOnce(incident.id, `private-${incident.run}`, url, answerMessage(incident, viewed), parts);
}

/** What only one person sees cannot be looked for, so it is written down before it is sent. */
async function tellOnce(
  incident: string,
  slot: string,
  url: string,
  message: SlackMessage,
  { posts, desk, log }: PrivateParts,
): Promise<void> {
  if (await posts.read(incident, slot)) return;
  await posts.write(incident, slot, { is: 'posted', ts: null, shows: '' });
  const answered = await desk.answer(url, message);
  if (answered.ended === 'answered') return;
  if (answered.ended === 'refused')
    return log.warn({ incident, slot, says: answered.says }, 'answer to one person refused');
  await posts.forget(incident, slot);
  throw new TryLater(`Answering ${slot} of ${incident}: ${answered.says}`, null);
}
