/** What a verb says about the alerts of the channel it is typed in. */
import type { Wanted } from './alert-channels.ts';

export type ChannelAction =
  /** Null: as the file has it, or everything where the file has nothing. */
  | { readonly do: 'subscribe'; readonly wants: Wanted | null }
  | { readonly do: 'unsubscribe' }
  | { readonly do: 'mute'; readonly minutes: number; readonly subject: string | null }
  /** Null: whatever is muted here. */
  | { readonly do: 'unmute'; readonly subject: string | null }
  | { readonly do: 'channels' };

const VERBS: ReadonlySet<string> = new Set<ChannelAction['do']>([
  'subscribe',
  'unsubscribe',
  'mute',
  'unmute',
  'channels',
]);

export function isChannelAction<Other extends { readonly do: string }>(
  action: ChannelAction | Other,
): action is ChannelAction {
  return VERBS.has(action.do);
}
