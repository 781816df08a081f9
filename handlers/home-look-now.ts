/** The home's button that has the registries looked at: the answer comes as a direct message. */
import { z } from 'zod';
import type { Handler } from '../src/slack/handler.ts';
import { LOOK_NOW } from '../src/slack/home.ts';

const Press = z.object({ view: z.object({ private_metadata: z.string().min(1) }) });

const homeLookNow: Handler = {
  id: 'home-look-now',
  on: 'action',
  action: new RegExp(`^${LOOK_NOW}$`),
  async handle(body, room) {
    const { view } = Press.parse(body);
    await room.ask({ kind: 'status' }, { channel: view.private_metadata, thread: null });
  },
};

export default homeLookNow;
