/** Modals (a stack for each person) and home tabs. */
import { createHash } from 'node:crypto';
import { stored } from './blocks/stored.ts';
import { newId } from './ids.ts';
import { type Fields, list } from './json.ts';
import { BOT, TEAM } from './seeds.ts';

export interface View {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal' | 'home';
  readonly [field: string]: unknown;
}

export interface Views {
  stack(user: string): readonly View[];
  open(user: string, fields: Fields): View;
  update(view: View, fields: Fields): View;
  /** Takes the top modal away, or all of them. */
  close(user: string, which: 'top' | 'all'): void;
  publish(user: string, fields: Fields): View;
  home(user: string): View | undefined;
  /** A modal or home tab by its id or external_id, and whose it is. */
  find(idOrExternal: string): { readonly user: string; readonly view: View } | undefined;
  watch(see: (user: string) => void): () => void;
}

export function createViews(): Views {
  const stacks = new Map<string, readonly View[]>();
  const homes = new Map<string, View>();
  const watchers = new Set<(user: string) => void>();
  const told = (user: string): void => {
    for (const see of watchers) see(user);
  };
  const stack = (user: string): readonly View[] => stacks.get(user) ?? [];
  const find: Views['find'] = (wanted) => {
    const matches = (view: View): boolean => view.id === wanted || view['external_id'] === wanted;
    for (const [user, views] of stacks) {
      const view = views.find(matches);
      if (view) return { user, view };
    }
    for (const [user, view] of homes) if (matches(view)) return { user, view };
    return undefined;
  };
  return {
    stack,
    home: (user) => homes.get(user),
    find,
    open: (user, fields) => {
      const below = stack(user);
      const id = newId('V');
      const view = built(id, fields, {
        root_view_id: below[0]?.id ?? id,
        previous_view_id: below.at(-1)?.id ?? null,
      });
      stacks.set(user, [...below, view]);
      told(user);
      return view;
    },
    update: (view, fields) => {
      const changed = built(view.id, fields, {
        root_view_id: view['root_view_id'],
        previous_view_id: view['previous_view_id'],
      });
      const user = find(view.id)?.user ?? '';
      if (view.type === 'home') homes.set(user, changed);
      else
        stacks.set(
          user,
          stack(user).map((one) => (one.id === view.id ? changed : one)),
        );
      told(user);
      return changed;
    },
    close: (user, which) => {
      stacks.set(user, which === 'all' ? [] : stack(user).slice(0, -1));
      told(user);
    },
    publish: (user, fields) => {
      const view = built(homes.get(user)?.id ?? newId('V'), fields, {});
      homes.set(user, view);
      told(user);
      return view;
    },
    watch: (see) => {
      watchers.add(see);
      return () => void watchers.delete(see);
    },
  };
}

function built(id: string, fields: Fields, place: Fields): View {
  const filled: Fields = {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    title: null,
    ...fields,
    ...place,
    blocks: stored(list(fields['blocks'])),
    team_id: TEAM.id,
    app_id: BOT.appId,
    bot_id: BOT.botId,
    state: { values: {} },
  };
  const hash = `${Math.floor(Date.now() / 1000)}.${createHash('sha256').update(`${Math.random()}${id}`).digest('hex').slice(0, 8)}`;
  return { ...filled, id, hash, type: fields['type'] === 'home' ? 'home' : 'modal' };
}
