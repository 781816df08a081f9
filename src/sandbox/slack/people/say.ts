/** A person (or another app) says something in a channel. */
import { randomUUID } from 'node:crypto';
import { fromPerson } from '../escape.ts';
import type { Fields } from '../json.ts';
import type { Message } from '../messages.ts';
import { type Channel, type Person, TEAM } from '../seeds.ts';
import type { World } from '../world.ts';

/** Posts as this person. `more` may hold any other field of a message event, e.g. another app's bot_id and attachments. */
export function say(
  world: World,
  who: Person | undefined,
  where: Channel,
  text: string,
  more: Fields,
): Message {
  const foreign = more['bot_id'] !== undefined || more['subtype'] === 'bot_message';
  return world.messages.post({
    team: TEAM.id,
    ...(foreign ? {} : { client_msg_id: randomUUID() }),
    ...more,
    ...(who ? { user: who.id } : {}),
    channel: where.id,
    // What another app sends is in Slack's form already.
    text: foreign ? text : fromPerson(text),
  });
}
