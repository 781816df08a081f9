/** `GET /sandbox/…`: what is there to see. */
import type { Fields } from '../json.ts';
import type { Message } from '../messages.ts';
import { BOT, CHANNELS, COMMAND, GROUPS, PEOPLE, TEAM } from '../seeds.ts';
import { isReply, rootsOf, threadOf, withThread } from '../threads.ts';
import type { World } from '../world.ts';
import { BadRequest } from './bad-request.ts';
import { whereIs, whoIs } from './body.ts';

type Look = (world: World, query: URLSearchParams) => Fields;

/** By path. Each throws BadRequest. */
export const LOOKS: Readonly<Record<string, Look>> = {
  '/sandbox/messages': messages,
  '/sandbox/calls': (world, query) => {
    const method = query.get('method');
    const calls = world.calls.all();
    return { ok: true, calls: method ? calls.filter((call) => call.method === method) : calls };
  },
  '/sandbox/state': state,
};

function messages(world: World, query: URLSearchParams): Fields {
  const named = query.get('channel');
  if (!named) throw new BadRequest('channel: which channel, e.g. /sandbox/messages?channel=shop');
  const where = whereIs(named);
  const thread = query.get('thread_ts');
  if (thread && !world.messages.find(where.id, thread))
    throw new BadRequest(`thread_ts: #${where.name} has no message ${thread}.`);
  const kept = thread ? threadOf(world.messages, where.id, thread) : rootsOf(world.messages, where.id);
  const user = query.get('user');
  const whispers = user ? whispersOf(world, where.id, whoIs(user).id, thread) : [];
  const all = [...kept.map((one) => withThread(world.messages, one)), ...whispers];
  return { ok: true, messages: all.toSorted((a, b) => Number(a.ts) - Number(b.ts)) };
}

function whispersOf(world: World, channel: string, user: string, thread: string | null): readonly Message[] {
  return world.messages
    .whispers()
    .filter((one) => one.channel === channel && one.visible_to === user)
    .filter((one) => (thread ? one.thread_ts === thread : !isReply(one)))
    .map((one) => ({ ...one, is_ephemeral: true }));
}

function state(world: World): Fields {
  const people = PEOPLE.filter((who) => !who.bot).map((who) => who.id);
  return {
    team: TEAM,
    bot: BOT,
    command: COMMAND,
    commands: world.options.commands ?? [],
    users: PEOPLE,
    channels: CHANNELS,
    groups: GROUPS,
    messages: CHANNELS.flatMap((one) => world.messages.in(one.id)),
    ephemerals: world.messages.whispers(),
    views: Object.fromEntries(people.map((id) => [id, world.views.stack(id)])),
    homes: Object.fromEntries(people.map((id) => [id, world.views.home(id) ?? null])),
  };
}
