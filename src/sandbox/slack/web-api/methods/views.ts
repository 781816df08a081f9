/** Modals and home tabs. */
import { wrongWith } from '../../blocks/validate.ts';
import { type Fields, isFields } from '../../json.ts';
import { person } from '../../seeds.ts';
import type { World } from '../../world.ts';
import { ApiError, refused } from '../api-error.ts';
import { need } from '../arguments.ts';
import type { Methods } from '../method.ts';

/** Modals on top of each other. */
const DEEPEST = 3;

export const VIEW_METHODS: Methods = {
  'views.open': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const view = readView(args['view'], 'modal');
      const user = redeemed(world, args);
      world.views.close(user, 'all');
      return { view: world.views.open(user, view) };
    },
  },
  'views.push': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const view = readView(args['view'], 'modal');
      const user = redeemed(world, args);
      if (world.views.stack(user).length >= DEEPEST) throw new ApiError('push_limit_reached');
      return { view: world.views.open(user, view) };
    },
  },
  'views.update': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const wanted = args['view_id'] ?? args['external_id'];
      if (!wanted) throw refused('invalid_arguments', ['missing required field: view_id']);
      const found = world.views.find(String(wanted));
      if (!found) throw new ApiError('not_found');
      const view = readView(args['view'], found.view.type);
      if (args['hash'] && args['hash'] !== found.view.hash) throw new ApiError('hash_conflict');
      return { view: world.views.update(found.view, view) };
    },
  },
  'views.publish': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const who = person(need(args, 'user_id'));
      if (!who) throw new ApiError('user_not_found');
      const view = readView(args['view'], 'home');
      if (args['hash'] && args['hash'] !== world.views.home(who.id)?.hash)
        throw new ApiError('hash_conflict');
      return { view: world.views.publish(who.id, view) };
    },
  },
};

function redeemed(world: World, args: Fields): string {
  const trigger = world.triggers.redeem(need(args, 'trigger_id'));
  if (trigger.kind === 'refused') throw new ApiError(trigger.error);
  return trigger.user;
}

/** Limits: https://docs.slack.dev/reference/views */
const TITLES = ['title', 'submit', 'close'] as const;

/** A view as apps send it. Throws invalid_arguments with complaints. */
export function readView(given: unknown, type: 'modal' | 'home'): Fields {
  if (!isFields(given)) throw refused('invalid_arguments', ['missing required field: view']);
  const wrong = [
    ...(given['type'] === type ? [] : [`must be "${type}" [json-pointer:/view/type]`]),
    ...(type === 'modal' ? TITLES.flatMap((name) => wrongTitle(given, name)) : []),
    ...tooLong(given, 'private_metadata', 3000),
    ...tooLong(given, 'callback_id', 255),
    ...wrongWith(given['blocks'], 'view', '/view/blocks'),
  ];
  if (wrong.length > 0) throw refused('invalid_arguments', wrong);
  return given;
}

function wrongTitle(view: Fields, name: (typeof TITLES)[number]): readonly string[] {
  const title = view[name];
  if (!isFields(title)) return name === 'title' ? ['missing required field: title [json-pointer:/view]'] : [];
  return String(title['text'] ?? '').length > 24
    ? [`must be less than 25 characters [json-pointer:/view/${name}/text]`]
    : [];
}

function tooLong(view: Fields, name: string, max: number): readonly string[] {
  const long = String(view[name] ?? '').length > max;
  return long ? [`must be less than ${max + 1} characters [json-pointer:/view/${name}]`] : [];
}
