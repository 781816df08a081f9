/** Verbs about the alerts of a channel: what it wants, what it mutes, and what all of them want. */
import type { ChannelRule, ChannelSetting, Wanted } from '../engine/alert-channels.ts';
import type { ChannelAction } from '../engine/channel-action.ts';
import type { Note } from '../engine/reply.ts';
import type { Words } from '../engine/words.ts';
import type { Sender } from '../slack/handler.ts';
import type { SubscriptionStore } from '../store/subscriptions.ts';

const words: Words<{
  readonly inChannel: (verb: string) => string;
  readonly subscribed: (wants: string) => string;
  readonly unsubscribed: string;
  readonly muted: (subject: string | null, until: string) => string;
  readonly silent: (subject: string | null, until: string) => string;
  readonly unmuted: (count: number) => string;
  readonly notMuted: string;
  readonly channels: (count: number) => string;
  readonly none: string;
  readonly everything: string;
  readonly wants: (what: string, names: readonly string[]) => string;
  readonly channel: (channel: string, wants: string, more: string) => string;
  readonly quiet: (from: string, to: string, zone: string) => string;
}> = {
  en: {
    inChannel: (verb) => `\`${verb}\` is about a channel. Type it in the channel whose alerts are meant.`,
    subscribed: (wants) => `Alerts are answered here: ${wants}. The bot has to be in this channel.`,
    unsubscribed: 'Alerts are left alone here. `/registry subscribe` takes them up again.',
    muted: (subject, until) =>
      `${subject === null ? 'Everything is' : `\`${subject}\` is`} muted here until ${until}. What still fails then is told; \`/registry unmute\` ends it sooner.`,
    silent: (subject, until) =>
      subject === null ? `all muted until ${until}` : `\`${subject}\` muted until ${until}`,
    unmuted: (count) => `${count} ${count === 1 ? 'mute' : 'mutes'} ended.`,
    notMuted: 'Nothing of that is muted here. `/registry channels` shows what is.',
    channels: (count) => `${count} ${count === 1 ? 'channel is' : 'channels are'} told of alerts.`,
    none: 'No channel is told of alerts. Type `/registry subscribe` in one, or list it under `alerts: channels:`.',
    everything: 'everything',
    wants: (what, names) => `${what} ${names.map((name) => `\`${name}\``).join(', ')}`,
    channel: (channel, wants, more) => `<#${channel}>: ${wants}${more}`,
    quiet: (from, to, zone) => `quiet ${from} to ${to} (${zone})`,
  },
};

export interface SettingParts {
  readonly subscriptions: SubscriptionStore;
  readonly rules: readonly ChannelRule[];
}

export async function setChannel(
  action: ChannelAction,
  { channel, user }: Sender,
  { subscriptions, rules }: SettingParts,
  now: Date = new Date(),
): Promise<Note> {
  if (action.do === 'channels') return told(await subscriptions.settings(rules, now));
  if (!/^[CG]/.test(channel)) return note(words.en.inChannel(action.do));
  const said = { channel, by: user, at: now.toISOString() };
  switch (action.do) {
    case 'subscribe': {
      const own = rules.find((rule) => rule.channel === channel);
      // In a listed channel the bare word means the file's own rule again.
      if (action.wants === null && own) await subscriptions.forget(channel);
      else await subscriptions.say({ ...said, wants: action.wants ?? {} });
      return note(words.en.subscribed(sayWanted(action.wants ?? own ?? {})));
    }
    case 'unsubscribe':
      await subscriptions.say({ ...said, wants: null });
      return note(words.en.unsubscribed);
    case 'mute': {
      const until = new Date(now.getTime() + action.minutes * 60_000).toISOString();
      await subscriptions.mute({ channel, subject: action.subject, until, by: user });
      return note(words.en.muted(action.subject, sayTime(until)));
    }
    case 'unmute': {
      const ended = await subscriptions.unmute(channel, action.subject);
      return note(ended === 0 ? words.en.notMuted : words.en.unmuted(ended));
    }
  }
}

function note(says: string, lines: readonly string[] = []): Note {
  return { kind: 'note', says, lines: [...lines] };
}

function told(settings: readonly ChannelSetting[]): Note {
  if (settings.length === 0) return note(words.en.none);
  const lines = settings.map(({ rule, mutes }) => {
    const { quiet } = rule;
    const more = [
      ...(quiet ? [words.en.quiet(quiet.from, quiet.to, quiet.zone)] : []),
      ...mutes.map(({ subject, until }) => words.en.silent(subject, sayTime(until))),
    ];
    return words.en.channel(rule.channel, sayWanted(rule), more.map((one) => ` · ${one}`).join(''));
  });
  return note(words.en.channels(settings.length), lines);
}

function sayWanted({ clusters, namespaces, severities }: Wanted): string {
  const lists = [
    ['clusters', clusters],
    ['namespaces', namespaces],
    ['severities', severities],
  ] as const;
  const said = lists.flatMap(([what, names]) => (names ? [words.en.wants(what, names)] : []));
  return said.length === 0 ? words.en.everything : said.join(' · ');
}

function sayTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
