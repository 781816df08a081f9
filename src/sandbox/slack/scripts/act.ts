/** `POST /sandbox/…`: what a person does, done by a script or by the page. */
import type { z } from 'zod';
import { homeOpened } from '../delivery/events.ts';
import { fromPerson } from '../escape.ts';
import { shareFiles } from '../files/share.ts';
import { newTs } from '../ids.ts';
import { type Fields, list } from '../json.ts';
import { type Act, actInMessage, actInView, type Pressed } from '../people/action.ts';
import { runCommand } from '../people/command.ts';
import { chosen, findElement } from '../people/press.ts';
import { say } from '../people/say.ts';
import { useShortcut } from '../people/shortcut.ts';
import { closeView, submitView } from '../people/submit.ts';
import { isReply } from '../threads.ts';
import type { View } from '../views.ts';
import type { World } from '../world.ts';
import { BadRequest } from './bad-request.ts';
import {
  ActionBody,
  CommandBody,
  EditBody,
  FileBody,
  GroupBody,
  HomeBody,
  MessageBody,
  memberOf,
  readAs,
  ShortcutBody,
  ViewBody,
  whereIs,
  whoIs,
} from './body.ts';

type Post = (world: World, body: string) => Promise<Fields>;

const EXAMPLE = {
  command: '{"user":"rosa","channel":"shop","text":"why-pull-fails shop/cart-0"}',
  message: '{"user":"rosa","channel":"shop","text":"@registry-medic help","thread_ts":"1700000000.000100"}',
  edit: '{"channel":"alerts","ts":"1700000000.000100","text":"resolved"}',
  action: '{"user":"rosa","channel":"shop","message_ts":"1700000000.000100","action_id":"run-again"}',
  shortcut:
    '{"user":"rosa","channel":"shop","message_ts":"1700000000.000100","callback_id":"explain_message"}',
  view: '{"user":"rosa","view_id":"V0123456789","state":{"reason":"because"}}',
  file: '{"user":"rosa","channel":"shop","name":"pods.yaml","content":"<base64>"}',
  group: '{"id":"S0ONCALL01","users":["mina"]}',
  home: '{"user":"rosa","tab":"home"}',
} as const;

/** By path. Each throws BadRequest. */
export const POSTS: Readonly<Record<string, Post>> = {
  '/sandbox/command': async (world, body) => {
    const sent = readAs(CommandBody, body, EXAMPLE.command);
    const where = whereIs(sent.channel);
    return runCommand(world, memberOf(where, sent.user), where, sent.text);
  },
  '/sandbox/message': async (world, body) => {
    const { user, channel, text, ...more } = readAs(MessageBody, body, EXAMPLE.message);
    const where = whereIs(channel);
    const foreign = more['bot_id'] !== undefined || more['subtype'] === 'bot_message';
    if (!user && !foreign)
      throw new BadRequest(
        `user: who says it, or bot_id where an app does. Send for example ${EXAMPLE.message}`,
      );
    if (text.trim() === '' && list(more['blocks']).length + list(more['attachments']).length === 0)
      throw new BadRequest(`text: the message is empty. Send for example ${EXAMPLE.message}`);
    const who = user && !foreign ? memberOf(where, user) : undefined;
    const message = say(
      world,
      who,
      where,
      text,
      underRoot(world, where.id, user && foreign ? { user, ...more } : more),
    );
    return { ok: true, channel: where.id, ts: message.ts };
  },
  '/sandbox/edit': async (world, body) => {
    const { channel, ts, ...fields } = readAs(EditBody, body, EXAMPLE.edit);
    const where = whereIs(channel);
    const message = world.messages.find(where.id, ts);
    if (!message) throw new BadRequest(`No message ${ts} is in ${where.name}.`);
    const by = message.user ?? message.bot_id ?? '';
    world.messages.update(message, { ...fields, edited: { user: by, ts: newTs() } });
    return { ok: true, channel: where.id, ts };
  },
  '/sandbox/file': async (world, body) => {
    const sent = readAs(FileBody, body, EXAMPLE.file);
    const where = whereIs(sent.channel);
    const who = memberOf(where, sent.user);
    const bytes = Buffer.from(sent.content, 'base64');
    const file = world.files.expect({ name: sent.name, length: bytes.byteLength, alt: '', user: who.id });
    file.body = bytes;
    const { thread_ts: thread } = underRoot(
      world,
      where.id,
      sent.thread_ts ? { thread_ts: sent.thread_ts } : {},
    );
    const message = shareFiles(world, [file], where, {
      text: fromPerson(sent.text),
      thread: thread === undefined ? undefined : String(thread),
      by: who.id,
    });
    return { ok: true, channel: where.id, ts: message.ts, file: file.id };
  },
  '/sandbox/group': async (world, body) => {
    const { id, users } = readAs(GroupBody, body, EXAMPLE.group);
    if (!world.groups.has(id)) throw new BadRequest(`There is no user group ${id}.`);
    world.groups.set(
      id,
      users.map((one) => whoIs(one).id),
    );
    return { ok: true };
  },
  '/sandbox/action': async (world, body) => {
    const sent = readAs(ActionBody, body, EXAMPLE.action);
    const where = whereIs(sent.channel);
    const who = memberOf(where, sent.user);
    const pressed = messageAt(world, where.id, sent.message_ts);
    return actInMessage(world, who, pressed, act(blocksOf(pressed), sent));
  },
  '/sandbox/shortcut': async (world, body) => {
    const sent = readAs(ShortcutBody, body, EXAMPLE.shortcut);
    const where = whereIs(sent.channel);
    const pressed = messageAt(world, where.id, sent.message_ts);
    if (pressed.kind === 'whisper')
      throw new BadRequest('message_ts: Slack offers shortcuts on messages it keeps, not on ephemeral ones.');
    return useShortcut(world, memberOf(where, sent.user), pressed.of, sent.callback_id);
  },
  '/sandbox/view-action': async (world, body) => {
    const sent = readAs(ViewBody, body, EXAMPLE.view);
    if (!sent.action_id) throw new BadRequest('action_id: which element of the view is acted on.');
    const view = viewOf(world, sent);
    return actInView(
      world,
      whoIs(sent.user),
      view,
      act(list(view['blocks']), { ...sent, action_id: sent.action_id }),
    );
  },
  '/sandbox/view-submit': async (world, body) => {
    const sent = readAs(ViewBody, body, EXAMPLE.view);
    return submitView(world, whoIs(sent.user), viewOf(world, sent), sent.state ?? {});
  },
  '/sandbox/view-close': async (world, body) => {
    const sent = readAs(ViewBody, body, EXAMPLE.view);
    return closeView(world, whoIs(sent.user), viewOf(world, sent));
  },
  '/sandbox/home': async (world, body) => {
    const sent = readAs(HomeBody, body, EXAMPLE.home);
    homeOpened(world, whoIs(sent.user).id, sent.tab);
    return { ok: true };
  },
  '/sandbox/refresh-sockets': async (world) => ({ ok: true, told: world.delivery.refresh?.() ?? 0 }),
};

/** A reply's thread_ts leads to its root; one that names nothing is refused. */
function underRoot(world: World, channel: string, more: Fields): Fields {
  const ts = more['thread_ts'];
  if (ts === undefined) return more;
  const root = world.messages.find(channel, String(ts));
  if (!root) throw new BadRequest(`thread_ts: this channel has no message ${String(ts)}.`);
  return { ...more, thread_ts: isReply(root) ? root.thread_ts : root.ts };
}

function messageAt(world: World, channel: string, ts: string): Pressed {
  const kept = world.messages.find(channel, ts);
  if (kept) return { kind: 'kept', of: kept };
  const whisper = world.messages.findWhisper(channel, ts);
  if (whisper) return { kind: 'whisper', of: whisper };
  throw new BadRequest(
    `message_ts: this channel has no message ${ts}. GET /sandbox/messages?channel=… lists them.`,
  );
}

function blocksOf(pressed: Pressed): readonly Fields[] {
  const { blocks, attachments } = pressed.of;
  return [...(blocks ?? []), ...(attachments ?? []).flatMap((one) => list(one['blocks']))];
}

function viewOf(world: World, sent: z.infer<typeof ViewBody>): View {
  const found = world.views.find(sent.view_id);
  if (found && found.user === whoIs(sent.user).id) return found.view;
  throw new BadRequest(`view_id: ${sent.user} has no view ${sent.view_id} open.`);
}

function act(
  blocks: readonly Fields[],
  sent: { action_id: string; value?: unknown; block_id?: string | undefined; state?: Fields | undefined },
): Act {
  const within = sent.block_id ? blocks.filter((block) => block['block_id'] === sent.block_id) : blocks;
  const found = findElement(within, sent.action_id, sent.value);
  if (found.kind === 'none') throw new BadRequest(found.says);
  const picked = chosen(found.element, sent.value);
  if (picked.kind === 'bad') throw new BadRequest(picked.says);
  return { element: found.element, block: found.block, chosen: picked.fields, held: sent.state ?? {} };
}
