/** What verbs about channels say. */
import type { ChannelSetting, Mute, Wanted } from '../../engine/alert-channels.ts';
import { since } from '../../engine/since.ts';
import type { Words } from '../../engine/words.ts';
import { person } from '../../slack/mrkdwn.ts';

export const words: Words<{
  readonly subscribed: (wants: string) => string;
  readonly asFile: (wants: string) => string;
  readonly forAll: string;
  readonly insteadOfFile: string;
  readonly invite: string;
  readonly unsubscribed: string;
  readonly unsubscribedFile: string;
  readonly notSubscribed: string;
  readonly muted: (what: string, until: string, by: string) => string;
  readonly waits: string;
  readonly nothingToMute: string;
  readonly unmuted: (what: string) => string;
  readonly looksNow: (targets: number) => string;
  readonly notMuted: (what: string) => string;
  readonly everything: string;
  readonly allOf: string;
  readonly clusters: (names: string) => string;
  readonly namespaces: (names: string) => string;
  readonly severities: (names: string) => string;
  readonly channels: (count: number) => string;
  readonly none: string;
  readonly channel: (channel: string, wants: string, from: string) => string;
  readonly from: Readonly<Record<ChannelSetting['from'], string>>;
  readonly quiet: (channel: string, from: string, to: string, zone: string) => string;
  readonly mutedIn: (channel: string, what: string, until: string, by: string) => string;
  readonly until: (exact: string, length: string) => string;
  readonly onlyInChannel: (verb: string) => string;
}> = {
  en: {
    subscribed: (wants) => `This channel is told of ${wants}.`,
    asFile: (wants) => `This channel is told of ${wants}, as the configuration says.`,
    forAll: 'For everything instead: `/registry subscribe clusters=*`.',
    insteadOfFile:
      'This stands in the place of what the configuration says of this channel; `/registry subscribe` alone brings that back.',
    invite: 'I have to be a member to write here: `/invite` me if I am not.',
    unsubscribed: 'This channel is told of no alerts any more.',
    unsubscribedFile:
      'The configuration names this channel: `/registry subscribe` alone brings back what it says.',
    notSubscribed: 'This channel was not told of any alerts, so nothing changes.',
    muted: (what, until, by) => `${what} is muted in this channel until ${until}, by ${by}.`,
    waits:
      'What is told meanwhile waits; what is over by then is told to nobody. Open threads go on. `/registry unmute` ends it.',
    nothingToMute:
      'This channel is told of no alerts, so there is nothing to mute. `/registry subscribe` would tell it.',
    unmuted: (what) => `${what} is heard again in this channel.`,
    looksNow: (targets) =>
      targets === 1
        ? 'One subject waits and is looked at now.'
        : `${targets} subjects wait and are looked at now.`,
    notMuted: (what) => `${what} is not muted in this channel.`,
    everything: 'Everything',
    allOf: 'every alert',
    clusters: (names) => `clusters ${names}`,
    namespaces: (names) => `namespaces ${names}`,
    severities: (names) => `severity ${names}`,
    channels: (count) =>
      count === 1 ? 'One channel is told of alerts.' : `${count} channels are told of alerts.`,
    none: 'No channel is told of alerts. Say `/registry subscribe` in one.',
    channel: (channel, wants, from) => `${channel}: ${wants} (${from})`,
    from: { file: 'by the configuration', subscription: 'subscribed' },
    quiet: (channel, from, to, zone) => `${channel}: quiet from ${from} to ${to} (${zone})`,
    mutedIn: (channel, what, until, by) => `${channel}: ${what} is muted until ${until}, by ${by}`,
    until: (exact, length) => `${exact} UTC (${length})`,
    onlyInChannel: (verb) =>
      `\`${verb}\` is about the Slack channel it is said in, and this is none. Say \`/registry ${verb}\` there.`,
  },
};

const say = words.en;

/** `clusters prod · severity critical`, or all of them. */
export function sayWants({ clusters, namespaces, severities }: Wanted): string {
  const lists = [
    clusters ? say.clusters(named(clusters)) : null,
    namespaces ? say.namespaces(named(namespaces)) : null,
    severities ? say.severities(named(severities)) : null,
  ].filter((list) => list !== null);
  return lists.length === 0 ? say.allOf : lists.join(' · ');
}

export function saySubject(subject: string | null): string {
  return subject === null ? say.everything : named([subject]);
}

/** Everything that is said of one channel: its rule, its quiet hours, its mutes. */
export function sayChannel({ rule, from, mutes }: ChannelSetting, now: Date): readonly string[] {
  const channel = `<#${rule.channel}>`;
  const { quiet } = rule;
  return [
    say.channel(channel, sayWants(rule), say.from[from]),
    ...(quiet ? [say.quiet(channel, quiet.from, quiet.to, quiet.zone)] : []),
    ...mutes.map((mute) =>
      say.mutedIn(channel, saySubject(mute.subject), sayUntil(mute, now), person(mute.by)),
    ),
  ];
}

/** The exact time, and how long that is from now. */
export function sayUntil({ until }: Pick<Mute, 'until'>, now: Date): string {
  return say.until(until.slice(0, 16).replace('T', ' '), since(now.toISOString(), until));
}

function named(names: readonly string[]): string {
  return names.map((one) => `\`${one.replaceAll('`', "'")}\``).join(', ');
}
