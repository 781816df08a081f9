/** What every part of the page may need: the workspace, who acts, and where they look. */
import { createContext, use } from 'react';
import type { Channel, Person, Workspace } from './data.ts';

export interface Desk {
  readonly workspace: Workspace;
  readonly me: Person;
  readonly channel: Channel;
  openThread(ts: string | undefined): void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** Throws outside of the page's frame. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('the desk is not set');
  return desk;
}
