/** Verbs about alerts in channels: what a channel wants to be told of, and what it does not want to hear for a while. */
import type { ChannelAction } from '../../engine/action.ts';
import type { ChannelRule, ChannelSetting } from '../../engine/alert-channels.ts';
import type { AuditWhat } from '../../engine/audit.ts';
import { UsageError } from '../../engine/command.ts';
import type { Note } from '../../engine/reply.ts';
import { person } from '../../slack/mrkdwn.ts';
import type { AuditStore } from '../../store/audit.ts';
import type { SightingStore } from '../../store/sightings.ts';
import type { SubscriptionStore } from '../../store/subscriptions.ts';
import type { Queues } from '../queues.ts';
import { sayChannel, saySubject, sayUntil, sayWants, words } from './channel-words.ts';
import { lookAtWaiting } from './look-at-waiting.ts';

export interface ChannelActParts {
  readonly subscriptions: SubscriptionStore;
  /** As the file has them. */
  readonly rules: readonly ChannelRule[];
  readonly sightings: Pick<SightingStore, 'targets' | 'waiting'>;
  readonly queues: Pick<Queues, 'triage'>;
  /** Who silences alerts is kept like who fixes something. */
  readonly audit: Pick<AuditStore, 'tell'>;
  /** Configured names. */
  readonly clusters: readonly string[];
  now(): Date;
}

/** Who says it, and where; null: at a terminal. */
export interface Speaker {
  readonly user: string;
  readonly channel: string | null;
  readonly requestId: string;
}

const say = words.en;

/** Throws a UsageError for what can only be said in a channel. */
export async function actOnChannel(
  action: ChannelAction,
  speaker: Speaker,
  parts: ChannelActParts,
): Promise<Note> {
  if (action.do === 'channels') return channels(speaker, parts);
  const { channel } = speaker;
  // Direct messages begin with D: nobody else would hear.
  if (channel === null || !/^[CG]/.test(channel)) throw new UsageError(say.onlyInChannel(action.do), []);
  const here = { ...speaker, channel };
  const { done, told } = await change(action, here, parts);
  if (done !== null) await keep(done, told.says, here, parts);
  return told;
}

/** `done`: what changed; null: nothing. */
interface Changed {
  readonly done: Extract<AuditWhat, 'subscribed' | 'unsubscribed' | 'muted' | 'unmuted'> | null;
  readonly told: Note;
}

function change(
  action: Exclude<ChannelAction, { do: 'channels' }>,
  here: Here,
  parts: ChannelActParts,
): Promise<Changed> {
  switch (action.do) {
    case 'subscribe':
      return subscribe(action, here, parts);
    case 'unsubscribe':
      return unsubscribe(here, parts);
    case 'mute':
      return mute(action, here, parts);
    case 'unmute':
      return unmute(action, here, parts);
  }
}

async function keep(
  what: AuditWhat,
  says: string,
  { user, channel, requestId }: Here,
  { audit, now }: ChannelActParts,
): Promise<void> {
  await audit.tell(
    {
      at: now().toISOString(),
      what,
      who: user,
      approval: null,
      incident: null,
      remediation: null,
      digest: null,
      cluster: null,
      namespace: null,
      registry: null,
      says: `<#${channel}>: ${says}`,
    },
    `${what}:${requestId}`,
  );
}

type Here = Speaker & { readonly channel: string };
type Said<Do extends ChannelAction['do']> = Extract<ChannelAction, { do: Do }>;

async function subscribe(
  { wants }: Said<'subscribe'>,
  { channel, user }: Here,
  { subscriptions, rules, now }: ChannelActParts,
): Promise<Changed> {
  const rule = rules.find((one) => one.channel === channel);
  if (wants === null && rule) {
    await subscriptions.forget(channel);
    return { done: 'subscribed', told: note(say.asFile(sayWants(rule)), [say.forAll]) };
  }
  await subscriptions.say({ channel, wants: wants ?? {}, by: user, at: now().toISOString() });
  const told = note(say.subscribed(sayWants(wants ?? {})), [rule ? say.insteadOfFile : say.invite]);
  return { done: 'subscribed', told };
}

async function unsubscribe(
  { channel, user }: Here,
  { subscriptions, rules, now }: ChannelActParts,
): Promise<Changed> {
  if (rules.some((one) => one.channel === channel)) {
    await subscriptions.say({ channel, wants: null, by: user, at: now().toISOString() });
    return { done: 'unsubscribed', told: note(say.unsubscribed, [say.unsubscribedFile]) };
  }
  return (await subscriptions.forget(channel))
    ? { done: 'unsubscribed', told: note(say.unsubscribed) }
    : { done: null, told: note(say.notSubscribed) };
}

async function mute(
  { seconds, subject }: Said<'mute'>,
  { channel, user, requestId }: Here,
  parts: ChannelActParts,
): Promise<Changed> {
  if (!(await settingOf(channel, parts))) return { done: null, told: note(say.nothingToMute) };
  const now = parts.now();
  const until = new Date(now.getTime() + seconds * 1000).toISOString();
  await parts.subscriptions.mute({ channel, subject, until, by: user });
  // What waits for the end of a longer one is to wait for this one's.
  await lookAtWaiting(requestId, parts);
  const told = note(say.muted(saySubject(subject), sayUntil({ until }, now), person(user)), [say.waits]);
  return { done: 'muted', told };
}

async function unmute(
  { subject }: Said<'unmute'>,
  { channel, requestId }: Here,
  parts: ChannelActParts,
): Promise<Changed> {
  const lifted = await parts.subscriptions.unmute(channel, subject);
  // Also when nothing was lifted: whoever lifted it may have died before this line. A look at nothing new is nothing.
  const looked = await lookAtWaiting(requestId, parts);
  if (lifted > 0) {
    const told = note(say.unmuted(saySubject(subject)), looked > 0 ? [say.looksNow(looked)] : []);
    return { done: 'unmuted', told };
  }
  const setting = await settingOf(channel, parts);
  const stays = setting && setting.mutes.length > 0 ? sayChannel(setting, parts.now()) : [];
  return { done: null, told: note(say.notMuted(saySubject(subject)), stays) };
}

/** The channel it is said in first. */
async function channels({ channel }: Speaker, parts: ChannelActParts): Promise<Note> {
  const now = parts.now();
  const all = await parts.subscriptions.settings(parts.rules, now);
  if (all.length === 0) return note(say.none);
  const isHere = ({ rule }: ChannelSetting): number => (rule.channel === channel ? 0 : 1);
  const lines = all.toSorted((a, b) => isHere(a) - isHere(b)).flatMap((one) => sayChannel(one, now));
  return note(say.channels(all.length), lines);
}

async function settingOf(
  channel: string,
  { subscriptions, rules, now }: ChannelActParts,
): Promise<ChannelSetting | null> {
  const all = await subscriptions.settings(rules, now());
  return all.find(({ rule }) => rule.channel === channel) ?? null;
}

function note(says: string, lines: readonly string[] = []): Note {
  return { kind: 'note', says, lines };
}
