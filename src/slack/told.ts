/** A note: one sentence, and lines below it in which people, groups and channels may be named. */
import type { Note } from '../engine/reply.ts';
import { listing, type SlackMessage, section } from './blocks.ts';
import { bold, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';

const MOST = 30;

export function toldMessage({ says, lines }: Note): SlackMessage {
  const shown = lines.map((line) => `• ${named(fromMarkdown(line, 600))}`);
  return {
    text: plainFromMarkdown(says, 600),
    blocks: [
      section(bold(named(fromMarkdown(says, 1_000)))),
      ...listing(null, shown, MOST, (count) => `… and ${count} more`),
    ],
  };
}

/** Everything is escaped but mentions of one person, group or channel, which anybody could type. */
function named(escaped: string): string {
  return escaped.replace(
    /&lt;(@[UW][A-Z0-9]{2,20}|#[CG][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})&gt;/g,
    '<$1>',
  );
}
