/** Somebody opened the bot's home: it is made anew. */
import { z } from 'zod';
import type { Handler } from '../src/slack/handler.ts';

const Opened = z.object({
  event: z.object({ user: z.string(), tab: z.string(), channel: z.string() }),
});

const homeOpened: Handler = {
  id: 'home-opened',
  on: 'event',
  event: 'app_home_opened',
  // Nobody waits in a channel; opened again it is made again.
  failure: 'log',
  async handle(body, room) {
    const { user, tab, channel } = Opened.parse(body).event;
    if (tab === 'home') await room.showHome(user, channel);
  },
};

export default homeOpened;
