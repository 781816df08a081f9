/** A person submits or closes a modal, and what the bot's acknowledgement does with it. */
import { type Fields, isFields, list } from '../json.ts';
import type { Person } from '../seeds.ts';
import type { View } from '../views.ts';
import { readView } from '../web-api/methods/views.ts';
import type { World } from '../world.ts';
import { shared } from './action.ts';
import { stateOf } from './press.ts';

export type Submitted =
  | { readonly ok: true }
  /** By block_id, what is wrong with the input there. */
  | { readonly ok: false; readonly errors: Fields }
  | { readonly ok: false; readonly error: string };

/** Sends view_submission and follows its response_action. */
export async function submitView(world: World, who: Person, view: View, held: Fields): Promise<Submitted> {
  const outcome = await world.delivery.ask('interactive', {
    ...shared(world, who, 'view_submission'),
    view: { ...view, state: stateOf(list(view['blocks']), held) },
    response_urls: [],
  });
  if (outcome.kind === 'failed') return { ok: false, error: outcome.error };
  const answer = outcome.payload ?? {};
  const next = isFields(answer['view']) ? answer['view'] : undefined;
  switch (answer['response_action']) {
    case 'errors':
      return { ok: false, errors: isFields(answer['errors']) ? answer['errors'] : {} };
    case 'clear':
      world.views.close(who.id, 'all');
      return { ok: true };
    case 'update':
      return followed(() => world.views.update(view, readView(next, 'modal')));
    case 'push':
      return followed(() => world.views.open(who.id, readView(next, 'modal')));
    default:
      world.views.close(who.id, 'top');
      return { ok: true };
  }
}

function followed(change: () => unknown): Submitted {
  try {
    change();
    return { ok: true };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Closes the top modal; sends view_closed where the view wants it. */
export async function closeView(world: World, who: Person, view: View): Promise<Submitted> {
  const all = view['clear_on_close'] === true;
  world.views.close(who.id, all ? 'all' : 'top');
  if (view['notify_on_close'] !== true) return { ok: true };
  const outcome = await world.delivery.ask('interactive', {
    ...shared(world, who, 'view_closed'),
    view,
    is_cleared: all,
  });
  return outcome.kind === 'acked' ? { ok: true } : { ok: false, error: outcome.error };
}
