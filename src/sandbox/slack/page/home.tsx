/** The bot's home tab. */
import { useRef } from 'react';
import { Blocks } from './blocks.tsx';
import type { Fields } from './data.ts';
import { useDesk } from './desk.tsx';
import { send } from './send.ts';
import { SurfaceContext, surfaceOf } from './surface.tsx';
import { say } from './words.ts';

export function Home() {
  const { workspace, me } = useDesk();
  const home = workspace.homes[me.id];
  const held = useRef<Record<string, unknown>>({});
  if (!home)
    return (
      <div className="list">
        <p className="empty">{say.homeIsEmpty(workspace.bot.name)}</p>
      </div>
    );
  const surface = surfaceOf('view-action', { user: me.id, view_id: home.id }, held.current, {}, send);
  return (
    <div className="list home">
      <SurfaceContext value={surface}>
        <Blocks blocks={home['blocks'] as readonly Fields[]} />
      </SurfaceContext>
    </div>
  );
}
