/** A person presses a button or picks from a menu, in a message, a modal or a home tab. */
import { newTs } from '../ids.ts';
import { type Fields, list } from '../json.ts';
import type { Ephemeral, Message } from '../messages.ts';
import { BOT, channel, type Person, TEAM } from '../seeds.ts';
import type { View } from '../views.ts';
import type { World } from '../world.ts';
import type { Told } from './command.ts';
import { stateOf } from './press.ts';

/** The element acted on, its block, and what was chosen. */
export interface Act {
  readonly element: Fields;
  readonly block: Fields;
  readonly chosen: Fields;
  /** What the other elements hold, by `block_id action_id` or action_id. */
  readonly held: Fields;
}

export type Pressed =
  | { readonly kind: 'kept'; readonly of: Message }
  | { readonly kind: 'whisper'; readonly of: Ephemeral };

/** Sends block_actions for a message. */
export async function actInMessage(world: World, who: Person, pressed: Pressed, act: Act): Promise<Told> {
  const message = pressed.of;
  const where = channel(message.channel);
  const thread = message.thread_ts;
  const url = world.responseUrls.issue({
    channel: message.channel,
    user: who.id,
    message: pressed,
  });
  const { channel: _, visible_to: __, ...shown } = message as Ephemeral;
  return sent(world, {
    ...shared(world, who, 'block_actions'),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: pressed.kind === 'whisper',
      ...(thread ? { thread_ts: thread } : {}),
    },
    channel: { id: message.channel, name: where?.name ?? '' },
    // Slack does not send the content of a message it does not keep.
    ...(pressed.kind === 'kept' ? { message: shown } : {}),
    state: stateOf(message.blocks ?? [], act.held),
    response_url: `${world.origin()}/response/${url}`,
    actions: [action(act)],
  });
}

/** Sends block_actions for a modal or a home tab. */
export function actInView(world: World, who: Person, view: View, act: Act): Promise<Told> {
  return sent(world, {
    ...shared(world, who, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    view: { ...view, state: stateOf(list(view['blocks']), act.held) },
    actions: [action(act)],
  });
}

/** What every interaction payload begins with. */
export function shared(world: World, who: Person, type: string): Fields {
  return {
    type,
    user: { id: who.id, username: who.name, name: who.name, team_id: TEAM.id },
    api_app_id: BOT.appId,
    token: 'sandbox',
    trigger_id: world.triggers.issue(who.id),
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function action({ element, block, chosen }: Act): Fields {
  return {
    type: element['type'],
    action_id: element['action_id'],
    block_id: block['block_id'],
    ...(element['type'] === 'button' ? { text: element['text'] } : {}),
    ...(element['style'] ? { style: element['style'] } : {}),
    ...(element['confirm'] ? { confirm: element['confirm'] } : {}),
    ...chosen,
    action_ts: newTs(),
  };
}

async function sent(world: World, payload: Fields): Promise<Told> {
  const outcome = await world.delivery.ask('interactive', payload);
  return outcome.kind === 'acked' ? { ok: true } : { ok: false, error: outcome.error };
}
