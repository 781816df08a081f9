/** A Slack message event as news: what it tells that was not told before, and where its answer belongs. Pure. */
import type { ToldAlert } from './reading.ts';
import { type Loose, record, text } from './record.ts';
import { triageEvent } from './triage.ts';

export interface HeardMessage {
  readonly place: { readonly channel: string; readonly ts: string };
  /** ISO 8601. */
  readonly at: string;
  readonly news: readonly News[];
}

export interface News {
  readonly alert: ToldAlert;
  /** See From.delivery. */
  readonly delivery: string;
}

/** Who we are ourselves: our own words are no news. */
export interface Ourselves {
  readonly botUser: string;
  readonly botId: string | null;
}

/**
 * Null for what is nobody's alert: our own words, what is meant for us, direct messages, replies in threads
 * (unless they are sent to the channel too), and whatever tells of no pull and no registry.
 */
export function hearMessage(event: unknown, us: Ourselves): HeardMessage | null {
  const outer = record(event);
  const isEdit = outer.subtype === 'message_changed';
  const message = isEdit ? record(outer.message) : outer;
  const channel = text(outer.channel);
  const ts = text(message.ts);
  if (!channel || !ts || isPrivate(outer, channel) || isOurs(message, us) || isReply(message)) return null;
  const now = triageEvent(isEdit ? outer : message).alerts;
  const before = isEdit ? triageEvent(record(outer.previous_message)).alerts : [];
  const news = isEdit ? changed(before, now, `${channel} ${ts}`, text(outer.event_ts) || text(outer.ts)) : [];
  const told = isEdit ? news : now.map((alert) => ({ alert, delivery: `${channel} ${ts}` }));
  if (told.length === 0) return null;
  const said = Number(isEdit ? text(outer.event_ts) || ts : ts);
  const at = new Date(Number.isFinite(said) ? said * 1000 : 0).toISOString();
  return { place: { channel, ts: text(message.thread_ts) || ts }, at, news: told };
}

/** What stands as it stood is told as the first time; what is new, and what is no longer listed, by this edit. */
function changed(
  before: readonly ToldAlert[],
  now: readonly ToldAlert[],
  first: string,
  edit: string,
): readonly News[] {
  // An edit that cannot be read, or only takes words away, ends nothing.
  if (now.length === 0) return [];
  const stood = new Set(before.map((alert) => `${alert.status} ${nameOf(alert)}`));
  const listed = new Set(now.map(nameOf));
  const gone = before.filter((alert) => alert.status === 'firing' && !listed.has(nameOf(alert)));
  return [
    ...now.map((alert) => {
      const isSame = stood.has(`${alert.status} ${nameOf(alert)}`);
      return { alert, delivery: isSame ? first : `${first} ${edit}` };
    }),
    ...gone.map((alert) => ({
      alert: { ...alert, status: 'resolved' as const },
      delivery: `${first} ${edit}`,
    })),
  ];
}

function nameOf({ alertname, target }: ToldAlert): string {
  return JSON.stringify([alertname, Object.entries(target).sort()]);
}

function isPrivate(event: Loose, channel: string): boolean {
  return event.channel_type === 'im' || event.channel_type === 'mpim' || channel.startsWith('D');
}

/** Also a question to us, which comes as an event of its own. */
function isOurs(message: Loose, { botUser, botId }: Ourselves): boolean {
  if (message.user === botUser || (botId !== null && message.bot_id === botId)) return true;
  return message.bot_id === undefined && text(message.text).includes(`<@${botUser}`);
}

function isReply({ thread_ts, ts, subtype }: Loose): boolean {
  return thread_ts !== undefined && thread_ts !== ts && subtype !== 'thread_broadcast';
}
