/** A bundle, a dump or a log dropped into a thread of ours or written to the bot alone: it is diagnosed offline. */
import { z } from 'zod';
import { textVerbs } from '../src/engine/interpret.ts';
import type { Words } from '../src/engine/words.ts';
import { wordsAfterMention } from '../src/engine/words-typed.ts';
import { type DroppedFile, mayBeDump } from '../src/slack/dropped-file.ts';
import type { Handler, Room } from '../src/slack/handler.ts';
import { noteMessage } from '../src/slack/incident.ts';

const Shared = z.object({
  event: z.object({ file_id: z.string(), channel_id: z.string(), user_id: z.string().optional() }),
});
const Said = z.looseObject({ text: z.string().default(''), user: z.string().optional() }).catch({ text: '' });

const words: Words<{
  tooLarge(name: string): string;
  refused(name: string, says: string): string;
  readonly noScope: string;
}> = {
  en: {
    tooLarge: (name) =>
      `\`${name}\` is larger than 32 MB packed, so I do not take it. Send the part that matters: one namespace, or the logs of one hour.`,
    refused: (name, says) => `Slack does not give me \`${name}\`: \`${says}\`.`,
    noScope:
      'Slack says `missing_scope`: to read files that are dropped here the app needs the scope `files:read` and has to be installed again.',
  },
};

const droppedFile: Handler = {
  id: 'dropped-file',
  on: 'event',
  event: 'file_shared',
  async handle(body, room) {
    const { event } = Shared.parse(body);
    // Our own uploads come back as events too.
    if (event.user_id === room.botUser) return;
    const seen = await room.seeFile(event.file_id);
    // In a channel nobody asked us, so what we may not see is no business of ours.
    if (seen.is === 'hidden') return;
    const { file } = seen;
    const asked = await askedWith(file, room);
    if (asked === null || !mayBeDump(file.name)) return;
    const taken = await room.takeFile(file);
    const at = { channel: file.channel, thread: file.thread ?? file.ts };
    if (taken.is === 'too-large')
      return await room.reply(noteMessage(words.en.tooLarge(file.name)), at.thread);
    if (taken.is === 'refused') {
      const says =
        taken.says === 'missing_scope' ? words.en.noScope : words.en.refused(file.name, taken.says);
      return await room.reply(noteMessage(says), at.thread);
    }
    await room.ask(
      { kind: 'offline', file: taken.id, name: file.name, ...(asked.length > 0 ? { asked } : {}) },
      at,
    );
  },
};

/** The words that came with it; null where it was not meant for us. */
async function askedWith(file: DroppedFile, room: Room): Promise<string[] | null> {
  const { text } = Said.parse(await room.messageAt(file.channel, file.ts));
  const isMention = text.includes(`<@${room.botUser}`);
  const isAlone = file.channel.startsWith('D');
  if (!isMention && !isAlone && !(await isOurThread(file, room))) return null;
  const typed = wordsAfterMention(text, room.botUser, textVerbs(room.known.commands));
  // Words that are no verb are words to people.
  const isVerb = room.known.commands.some(({ id }) => id === typed[0]?.toLowerCase());
  return isVerb ? [...typed] : [];
}

/** A thread that hangs under a message of ours. */
async function isOurThread({ channel, thread }: DroppedFile, room: Room): Promise<boolean> {
  if (thread === null) return false;
  return Said.parse(await room.messageAt(channel, thread)).user === room.botUser;
}

export default droppedFile;
