/** `/registry <verb> …`: cannot be typed inside a thread, so its answer gets a message and a thread of its own. */
import { z } from 'zod';
import { UsageError } from '../src/engine/command.ts';
import { interpret, SLASH, textVerbs } from '../src/engine/interpret.ts';
import { asTyped, commandWords } from '../src/engine/words-typed.ts';
import type { Handler } from '../src/slack/handler.ts';
import { introMessage, usageMessage } from '../src/slack/incident.ts';

const SlashCommand = z.object({ text: z.string().default('') });

const slashCommand: Handler = {
  id: 'slash-command',
  on: 'command',
  command: SLASH,
  async handle(body, room) {
    const { text } = SlashCommand.parse(body);
    try {
      const intent = interpret(commandWords(asTyped(text), textVerbs(room.known.commands)), room.known);
      if ('reply' in intent) return await room.reply(introMessage(intent.reply));
      if ('act' in intent) return await room.reply(introMessage(await room.act(intent.act)));
      await room.ask(intent.ask, { channel: room.sender.channel, thread: null });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      await room.reply(usageMessage(error.message, error.tries));
    }
  },
};

export default slashCommand;
