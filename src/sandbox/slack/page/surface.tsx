/** What acting on an element does here: in a message, in a modal, on the home tab. */
import { createContext, use } from 'react';
import type { Fields } from './data.ts';
import type { Sent } from './send.ts';

export interface Surface {
  /** Sends an action. */
  act(block: Fields, element: Fields, value: unknown): Promise<Sent>;
  /** Keeps what an element holds, for the state that goes along. */
  hold(block: Fields, element: Fields, value: unknown): void;
  held(block: Fields, element: Fields): unknown;
  /** What is wrong with an input, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

/** Throws outside of a message or view. */
export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (!surface) throw new Error('the surface is not set');
  return surface;
}

/** How state is keyed on its way to the workspace. */
export function stateKey(block: Fields, element: Fields): string {
  return `${String(block['block_id'])} ${String(element['action_id'])}`;
}

/** A surface for blocks of a message or a view; `held` is a mutable record of the caller's. */
export function surfaceOf(
  path: string,
  body: Fields,
  held: Record<string, unknown>,
  errors: Surface['errors'],
  send: (path: string, body: Fields) => Promise<Sent>,
): Surface {
  return {
    errors,
    hold: (block, element, value) => {
      held[stateKey(block, element)] = value;
    },
    held: (block, element) => held[stateKey(block, element)],
    act: (block, element, value) =>
      send(path, {
        ...body,
        block_id: block['block_id'],
        action_id: element['action_id'],
        ...(value === undefined ? {} : { value }),
        state: held,
      }),
  };
}
