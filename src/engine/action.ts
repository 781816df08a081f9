import type { Wanted } from './alert-channels.ts';

/** What a verb does at once, without a diagnosis: stops and allows writes, tells of fixes, says what a channel wants. */
export type Action = FixAction | ChannelAction;

export type FixAction =
  | { readonly do: 'freeze'; readonly where: string; readonly why: string }
  | { readonly do: 'unfreeze'; readonly where: string }
  | { readonly do: 'fixes' }
  /** `about`: a cluster, namespace, registry, remediation or approval; null: everything. */
  | { readonly do: 'history'; readonly about: string | null };

/** About the channel it is said in; `channels` tells of all. */
export type ChannelAction =
  /** Null: what the file says of the channel, else everything. */
  | { readonly do: 'subscribe'; readonly wants: Wanted | null }
  | { readonly do: 'unsubscribe' }
  /** `subject`: a name or glob; null: everything. */
  | { readonly do: 'mute'; readonly seconds: number; readonly subject: string | null }
  | { readonly do: 'unmute'; readonly subject: string | null }
  | { readonly do: 'channels' };

const CHANNEL_ACTIONS: ReadonlySet<Action['do']> = new Set<ChannelAction['do']>([
  'subscribe',
  'unsubscribe',
  'mute',
  'unmute',
  'channels',
]);

export function isChannelAction(action: Action): action is ChannelAction {
  return CHANNEL_ACTIONS.has(action.do);
}
