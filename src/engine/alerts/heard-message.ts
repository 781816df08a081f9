/** A Slack message event as news: what it tells that was not told before, and where its answer belongs. Pure. */
import type { ToldAlert, Triage } from './reading.ts';
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
  const now = triageEvent(isEdit ? outer : message);
  const first = `${channel} ${ts}`;
  const told = isEdit
    ? changedBy(outer, now, first)
    : now.alerts.map((alert) => ({ alert, delivery: first }));
  if (told.length === 0) return null;
  const said = Number(isEdit ? text(outer.event_ts) || ts : ts);
  const at = new Date(Number.isFinite(said) ? said * 1000 : 0).toISOString();
  return { place: { channel, ts: text(message.thread_ts) || ts }, at, news: told };
}

/** What is new, and what is no longer listed, is told by this edit; what stands as it stood as the first time. */
function changedBy(outer: Loose, now: Triage, first: string): readonly News[] {
  const previous = record(outer.previous_message);
  const before = triageEvent(previous);
  // An edit that cannot be read, or only takes words away, ends nothing.
  if (now.alerts.length === 0 && !isOver(before, now)) return [];
  const stood = new Set(before.alerts.map((alert) => `${alert.status} ${nameOf(alert)}`));
  const stands = (alert: ToldAlert): boolean => stood.has(`${alert.status} ${nameOf(alert)}`);
  const listed = new Set(now.alerts.map(nameOf));
  const gone = before.alerts.filter((alert) => alert.status === 'firing' && !listed.has(nameOf(alert)));
  const delivery = `${first} ${text(outer.event_ts) || text(outer.ts)}`;
  // Which of several edits told it is not known any more: as the first time it would be told twice.
  const again = previous.edited === undefined ? now.alerts.filter(stands) : [];
  return [
    ...again.map((alert) => ({ alert, delivery: first })),
    ...now.alerts.filter((alert) => !stands(alert)).map((alert) => ({ alert, delivery })),
    ...gone.map((alert) => ({ alert: { ...alert, status: 'resolved' as const }, delivery })),
  ];
}

/** The same alert, said to be over without a word of what it was about. */
function isOver(before: Triage, now: Triage): boolean {
  return now.status === 'resolved' && now.alertname !== null && now.alertname === before.alertname;
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
