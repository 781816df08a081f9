/** A file in a channel: a message that carries it, and the events of it. */
import { BOT_AUTHOR } from '../bot-author.ts';
import { announceFile } from '../delivery/events.ts';
import type { Message } from '../messages.ts';
import { BOT, type Channel, TEAM } from '../seeds.ts';
import type { World } from '../world.ts';
import { asFile, type StoredFile } from './files.ts';

export interface ToShare {
  readonly text: string;
  readonly thread: string | undefined;
  readonly by: string;
}

/** Posts one message with all files; each then knows where it is. */
export function shareFiles(
  world: World,
  files: readonly StoredFile[],
  where: Channel,
  { text, thread, by }: ToShare,
): Message {
  const message = world.messages.post({
    ...(by === BOT.userId ? BOT_AUTHOR : { user: by, team: TEAM.id }),
    // Slack marks a person's upload so; a bot's as well.
    subtype: 'file_share',
    upload: true,
    channel: where.id,
    text,
    files: files.map((file) => asFile(file, world.origin())),
    ...(thread ? { thread_ts: thread } : {}),
  });
  for (const file of files) {
    world.files.shared(file, message);
    if (where.members.includes(BOT.userId)) announceFile(world, file.id, where.id, by);
  }
  return message;
}
