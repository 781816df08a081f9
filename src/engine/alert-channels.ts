/** Which channels are told of an alert, now or when their silence ends, and who is called there. Pure. */
import { labelMatches } from './label-glob.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import type { AlertSeverity, SightingTarget } from './sighting.ts';

/** What a channel wants to be told of. A list that is absent fits everything. */
export interface Wanted {
  /** Configured names; globs too. */
  readonly clusters?: readonly string[];
  /** Globs. */
  readonly namespaces?: readonly string[];
  readonly severities?: readonly AlertSeverity[];
}

export interface ChannelRule extends Wanted {
  readonly channel: string;
  readonly quiet?: QuietHours;
  readonly mention?: { readonly group: string; readonly severities: readonly AlertSeverity[] };
}

/** What a channel said by a command; it stands in the place of what the file says it wants. */
export interface Subscription {
  readonly channel: string;
  /** Null: nothing any more. */
  readonly wants: Wanted | null;
  /** Slack id. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Mute {
  readonly channel: string;
  /** A name or glob; null: everything in this channel. */
  readonly subject: string | null;
  /** ISO 8601. */
  readonly until: string;
  readonly by: string;
}

/** A channel as it is now. */
export interface ChannelSetting {
  readonly rule: ChannelRule;
  readonly from: 'file' | 'subscription';
  readonly mutes: readonly Mute[];
}

/** What was told, as far as channels go by it. */
export interface Told {
  readonly target: SightingTarget;
  readonly severity: AlertSeverity | null;
  readonly alertname?: string | null;
}

export interface ToldChannel {
  readonly channel: string;
  /** The user group to call; null: nobody. */
  readonly mention: string | null;
  /** When its silence ends; null: it is told now. */
  readonly silentUntil: Date | null;
}

/** Quiet hours and who is called stay the file's; what a channel wants is what it said last. */
export function settingsOf(
  rules: readonly ChannelRule[],
  subscriptions: readonly Subscription[],
  mutes: readonly Mute[],
): readonly ChannelSetting[] {
  const said = new Map(subscriptions.map((one) => [one.channel, one]));
  const channels = new Set([...rules, ...subscriptions].map(({ channel }) => channel));
  return [...channels].flatMap((channel) => {
    const rule = rules.find((one) => one.channel === channel);
    const subscription = said.get(channel);
    if (subscription?.wants === null) return [];
    const { quiet, mention } = rule ?? {};
    const own = { channel, ...(quiet ? { quiet } : {}), ...(mention ? { mention } : {}) };
    const from = subscription ? 'subscription' : 'file';
    const meant: ChannelRule = subscription ? { ...own, ...subscription.wants } : (rule ?? own);
    return [{ rule: meant, from, mutes: mutes.filter((mute) => mute.channel === channel) }];
  });
}

/** Every channel that wants to be told of this. */
export function channelsFor(
  told: Told,
  settings: readonly ChannelSetting[],
  now: Date,
): readonly ToldChannel[] {
  return settings
    .filter(({ rule }) => wants(rule, told))
    .map((setting) => ({
      channel: setting.rule.channel,
      mention: mentionFor(setting.rule, told.severity),
      silentUntil: silentUntil(setting, told, now),
    }));
}

/** What was not told fits: an alert that names no cluster is rather told once too often than never. */
export function wants({ clusters, namespaces, severities }: Wanted, { target, severity }: Told): boolean {
  return (
    fits(clusters, target.cluster) &&
    fits(namespaces, target.namespace) &&
    (severities === undefined || severity === null || severities.includes(severity))
  );
}

/** When the silence over this ends: the later of quiet hours and mutes; null where there is none. */
export function silentUntil({ rule, mutes }: ChannelSetting, told: Told, now: Date): Date | null {
  const loud = told.severity !== null && rule.quiet?.except.includes(told.severity);
  const ends = [
    rule.quiet && !loud ? quietUntil(rule.quiet, now) : null,
    ...mutes
      .filter(({ subject }) => subject === null || isAbout(told, subject))
      .map(({ until }) => new Date(until)),
  ].filter((end) => end !== null && end > now);
  return ends.reduce<Date | null>(
    (last, end) => (last !== null && end !== null && last > end ? last : end),
    null,
  );
}

export function mentionFor({ mention }: ChannelRule, severity: AlertSeverity | null): string | null {
  return mention && severity !== null && mention.severities.includes(severity) ? mention.group : null;
}

/** The cluster that alerts of a channel mean when they name none: the only one it is for. */
export function usualCluster({ clusters }: Wanted): string | null {
  const [only, ...more] = clusters ?? [];
  return only !== undefined && more.length === 0 && !/[*?[\]]/.test(only) ? only : null;
}

/** By any of its names: `shop`, `shop/cart-0`, `cart`, `harbor.example.com`, an image with or without its tag. */
function isAbout({ target, alertname }: Told, subject: string): boolean {
  const { cluster, namespace, pod, workload, container, image, registry } = target;
  const inNamespace = [pod, workload].flatMap((name) => (namespace && name ? [`${namespace}/${name}`] : []));
  const untagged = image?.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  return [
    cluster,
    namespace,
    pod,
    workload,
    container,
    image,
    untagged,
    registry,
    alertname,
    ...inNamespace,
  ].some((name) => name !== undefined && name !== null && (name === subject || labelMatches(subject, name)));
}

function fits(listed: readonly string[] | undefined, value: string | undefined): boolean {
  return listed === undefined || value === undefined || listed.some((one) => labelMatches(one, value));
}
