/** A person picks a message shortcut from a message's menu. */
import type { Fields } from '../json.ts';
import type { Message } from '../messages.ts';
import { channel, type Person } from '../seeds.ts';
import type { World } from '../world.ts';
import { shared } from './action.ts';
import type { Told } from './command.ts';

/** Sends message_action, as Slack does for a shortcut of type `message`. */
export async function useShortcut(
  world: World,
  who: Person,
  message: Message,
  callbackId: string,
): Promise<Told> {
  const url = world.responseUrls.issue({
    channel: message.channel,
    user: who.id,
    message: { kind: 'kept', of: message },
  });
  const { channel: id, ...shown } = message;
  const payload: Fields = {
    ...shared(world, who, 'message_action'),
    callback_id: callbackId,
    action_ts: String(Date.now() / 1000),
    channel: { id, name: channel(id)?.name ?? '' },
    message_ts: message.ts,
    message: { ...shown },
    response_url: `${world.origin()}/response/${url}`,
  };
  const outcome = await world.delivery.ask('interactive', payload);
  return outcome.kind === 'acked' ? { ok: true } : { ok: false, error: outcome.error };
}
