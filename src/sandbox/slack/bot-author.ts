/** How the bot's own messages are signed. */
import type { Fields } from './json.ts';
import { BOT, TEAM } from './seeds.ts';

export const BOT_AUTHOR = {
  user: BOT.userId,
  bot_id: BOT.botId,
  app_id: BOT.appId,
  team: TEAM.id,
  bot_profile: {
    id: BOT.botId,
    app_id: BOT.appId,
    user_id: BOT.userId,
    name: BOT.name,
    icons: {},
    deleted: false,
    updated: 1_700_000_000,
    team_id: TEAM.id,
  },
} as const satisfies Fields;
