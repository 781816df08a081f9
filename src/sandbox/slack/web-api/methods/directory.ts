/** Who is here: auth, users, user groups, bots, and the door to Socket Mode. */
import type { Fields } from '../../json.ts';
import { BOT, GROUPS, PEOPLE, type Person, TEAM } from '../../seeds.ts';
import { ApiError } from '../api-error.ts';
import { flag, need } from '../arguments.ts';
import type { Methods } from '../method.ts';
import { page } from '../paging.ts';

export const DIRECTORY_METHODS: Methods = {
  'auth.test': {
    tier: 'special',
    token: 'bot',
    call: (world) => ({
      url: `${world.origin()}/`,
      team: TEAM.name,
      user: BOT.name,
      team_id: TEAM.id,
      user_id: BOT.userId,
      bot_id: BOT.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    tier: 'tier2',
    token: 'app',
    call: (world) => {
      const url = world.delivery.openSocketUrl?.();
      if (!url) throw new ApiError('socket_mode_disabled');
      return { url };
    },
  },
  'users.info': {
    tier: 'tier4',
    token: 'bot',
    call: (_, args) => ({ user: asUser(found(need(args, 'user'))) }),
  },
  'users.list': {
    tier: 'tier2',
    token: 'bot',
    call: (_, args) => {
      const { items, next } = page(PEOPLE, args, 1000);
      return {
        members: items.map(asUser),
        cache_ts: Math.floor(Date.now() / 1000),
        response_metadata: { next_cursor: next },
      };
    },
  },
  'bots.info': {
    tier: 'tier3',
    token: 'bot',
    call: (_, args) => {
      if (need(args, 'bot') !== BOT.botId) throw new ApiError('bot_not_found');
      return {
        bot: {
          id: BOT.botId,
          deleted: false,
          name: BOT.name,
          app_id: BOT.appId,
          user_id: BOT.userId,
          icons: {},
        },
      };
    },
  },
  'usergroups.list': {
    tier: 'tier2',
    token: 'bot',
    call: ({ groups }, args) => ({
      usergroups: GROUPS.map((group) => ({
        id: group.id,
        team_id: TEAM.id,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        description: '',
        is_external: false,
        date_delete: 0,
        user_count: groups.get(group.id)?.length ?? 0,
        ...(flag(args, 'include_users') ? { users: groups.get(group.id) ?? [] } : {}),
      })),
    }),
  },
  'usergroups.users.list': {
    tier: 'tier2',
    token: 'bot',
    call: ({ groups }, args) => {
      const users = groups.get(need(args, 'usergroup'));
      if (!users) throw new ApiError('no_such_subteam');
      return { users };
    },
  },
};

function found(id: string): Person {
  const who = PEOPLE.find((one) => one.id === id);
  if (!who) throw new ApiError('user_not_found');
  return who;
}

function asUser(who: Person): Fields {
  return {
    id: who.id,
    team_id: TEAM.id,
    name: who.name,
    deleted: false,
    real_name: who.realName,
    tz: 'Etc/UTC',
    tz_offset: 0,
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: who.bot,
    is_app_user: false,
    updated: 1_700_000_000,
    profile: {
      real_name: who.realName,
      display_name: who.name,
      title: who.title,
      team: TEAM.id,
      ...(who.id === BOT.userId ? { bot_id: BOT.botId, api_app_id: BOT.appId } : {}),
    },
  };
}
