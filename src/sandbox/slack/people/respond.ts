/** What an app says through a response_url or with its acknowledgement. */
import { BOT_AUTHOR } from '../bot-author.ts';
import type { Fields } from '../json.ts';
import { readContent } from '../web-api/content.ts';
import type { World } from '../world.ts';
import type { Origin } from './response-urls.ts';

const LONGEST = 40_000;

/** Posts, replaces or deletes as the response asks. Throws ApiError where its content is refused. */
export function respond(world: World, origin: Origin, response: Fields): void {
  const pressed = origin.message;
  if (response['delete_original'] === true) {
    if (pressed?.kind === 'kept') world.messages.remove(pressed.of);
    if (pressed?.kind === 'whisper') world.messages.unwhisper(pressed.of);
    return;
  }
  const content = readContent(response, LONGEST);
  if (pressed && response['replace_original'] === true) {
    if (pressed.kind === 'kept') {
      const now = world.messages.find(pressed.of.channel, pressed.of.ts) ?? pressed.of;
      world.messages.update(now, { blocks: undefined, attachments: undefined, ...content });
      return;
    }
    const { type: _, ts, visible_to, blocks: __, attachments: ___, ...kept } = pressed.of;
    world.messages.whisper({ ...kept, ...content, channel: pressed.of.channel }, visible_to, ts);
    return;
  }
  // As Slack does: without thread_ts an answer to a button in a thread goes to the channel.
  const thread = typeof response['thread_ts'] === 'string' ? response['thread_ts'] : undefined;
  const draft = {
    ...BOT_AUTHOR,
    ...content,
    channel: origin.channel,
    ...(thread ? { thread_ts: thread } : {}),
  };
  if (response['response_type'] === 'in_channel') world.messages.post(draft);
  else world.messages.whisper(draft, origin.user);
}
