/** Verbs that are done at once: the same from Slack and from a terminal. */
import { randomUUID } from 'node:crypto';
import type { RemediationsConfig } from '../../config.ts';
import type { FixAction } from '../../engine/action.ts';
import type { May } from '../../engine/approval.ts';
import type { AuditEvent, AuditRecord } from '../../engine/audit.ts';
import type { Note } from '../../engine/reply.ts';
import type { Words } from '../../engine/words.ts';
import { person, unnamed } from '../../slack/mrkdwn.ts';
import type { AuditStore } from '../../store/audit.ts';
import type { FreezeStore } from '../../store/freezes.ts';

/** A remediation as it is told: its words and its risk. */
export interface FixTopic {
  readonly id: string;
  readonly title: string;
  readonly risk: string;
}

export interface ActParts {
  readonly audit: AuditStore;
  readonly freezes: FreezeStore;
  readonly config: RemediationsConfig;
  readonly topics: readonly FixTopic[];
  now(): Date;
}

/** Who acts, and whether some rule lets this person approve something. */
export interface Actor {
  readonly user: string;
  readonly approver: May;
  /** The same for every delivery of the same thing. */
  readonly key: string;
}

const words: Words<{
  readonly frozen: (where: string, why: string) => string;
  readonly unfrozen: (where: string) => string;
  readonly notFrozen: (where: string) => string;
  readonly mayNot: string;
  readonly unread: string;
  readonly everywhere: string;
  readonly in: (cluster: string) => string;
  readonly fixes: (enabled: number, all: number) => string;
  readonly fix: (id: string, title: string, risk: string, who: string) => string;
  readonly off: (ids: string) => string;
  readonly nobody: string;
  readonly freezes: (where: string, by: string, why: string) => string;
  readonly history: (about: string | null) => string;
  readonly nothing: string;
}> = {
  en: {
    frozen: (where, why) => `All fixes are stopped ${where}: ${unnamed(why)}`,
    unfrozen: (where) => `Fixes are allowed again ${where}.`,
    notFrozen: (where) => `Nothing is frozen ${where}.`,
    mayNot: 'Only those who may approve fixes may lift a freeze (`remediations.approvers`).',
    unread:
      'Slack did not tell who is in the group that may lift a freeze, so it stands. Try again; if it stays so, the operator looks whether the app has the scope `usergroups:read`.',
    everywhere: 'everywhere',
    in: (cluster) => `in \`${cluster}\``,
    fixes: (enabled, all) => `${enabled} of ${all} fixes are enabled here.`,
    fix: (id, title, risk, who) => `\`${id}\`: ${title} (${risk} risk). May approve: ${who}`,
    off: (ids) => `Not enabled: ${ids}`,
    nobody: 'nobody (no rule fits)',
    freezes: (where, by, why) => `Frozen ${where} by ${person(by)}: ${unnamed(why)}`,
    history: (about) =>
      about === null ? 'What was done lately' : `What was done lately about \`${unnamed(about)}\``,
    nothing: 'Nothing yet.',
  },
};

const MOST_READ = 2_000;
const MOST_SHOWN = 20;

export async function act(action: FixAction, actor: Actor, parts: ActParts): Promise<Note> {
  switch (action.do) {
    case 'freeze':
      return freeze(action, actor, parts);
    case 'unfreeze':
      return unfreeze(action, actor, parts);
    case 'fixes':
      return fixes(parts);
    case 'history':
      return history(action.about, parts);
  }
}

function placeOf(where: string): string {
  return where === '*' ? words.en.everywhere : words.en.in(where);
}

async function freeze(
  { where, why }: Extract<FixAction, { do: 'freeze' }>,
  actor: Actor,
  parts: ActParts,
): Promise<Note> {
  const at = parts.now().toISOString();
  await parts.freezes.freeze({ where, by: actor.user, at, why });
  await parts.audit.tell(event('frozen', actor, where, why, at), `freeze:${actor.key}`);
  return { kind: 'note', says: words.en.frozen(placeOf(where), why), lines: [] };
}

async function unfreeze(
  { where }: Extract<FixAction, { do: 'unfreeze' }>,
  actor: Actor,
  parts: ActParts,
): Promise<Note> {
  if (actor.approver !== 'yes')
    return {
      kind: 'note',
      says: actor.approver === 'no' ? words.en.mayNot : words.en.unread,
      lines: [],
    };
  const at = parts.now().toISOString();
  const was = await parts.freezes.unfreeze(where);
  if (!was) return { kind: 'note', says: words.en.notFrozen(placeOf(where)), lines: [] };
  const says = words.en.unfrozen(placeOf(where));
  await parts.audit.tell(event('unfrozen', actor, where, says, at), `unfreeze:${actor.key}`);
  return { kind: 'note', says, lines: [] };
}

async function fixes({ config, topics, freezes }: ActParts): Promise<Note> {
  const on = topics.filter(({ id }) => config.enabled.includes(id));
  const off = topics.filter(({ id }) => !config.enabled.includes(id));
  const frozen = (await freezes.all()).map(({ where, by, why }) => words.en.freezes(placeOf(where), by, why));
  return {
    kind: 'note',
    says: words.en.fixes(on.length, topics.length),
    lines: [
      ...frozen,
      ...on.map(({ id, title, risk }) => words.en.fix(id, title, risk, approversOf(id, risk, config))),
      ...(off.length === 0 ? [] : [words.en.off(off.map(({ id }) => `\`${id}\``).join(', '))]),
    ],
  };
}

/** By remediation and risk alone; where it is done may narrow it further. */
function approversOf(id: string, risk: string, { approvers }: RemediationsConfig): string {
  const fitting = approvers.filter(
    (rule) => (rule.remediations?.includes(id) ?? true) && (rule.risks?.some((one) => one === risk) ?? true),
  );
  const who = fitting.flatMap(({ groups, users }) => [
    ...groups.map((group) => `<!subteam^${group}>`),
    ...users.map((user) => `<@${user}>`),
  ]);
  return who.length === 0 ? words.en.nobody : [...new Set(who)].join(', ');
}

async function history(about: string | null, { audit }: ActParts): Promise<Note> {
  const records = (await audit.latest(MOST_READ)).filter(
    (record) => about === null || isAbout(record, about),
  );
  const lines = records.slice(0, MOST_SHOWN).map(sayRecord);
  const says = words.en.history(about);
  return { kind: 'note', says, lines: lines.length === 0 ? [words.en.nothing] : lines };
}

function isAbout(record: AuditRecord, about: string): boolean {
  const { cluster, namespace, registry, remediation, approval, says } = record;
  return [cluster, namespace, registry, remediation, approval].includes(about) || says.includes(about);
}

/** Their records name the channel; others hold what systems said. */
const OF_CHANNELS: ReadonlySet<AuditRecord['what']> = new Set([
  'subscribed',
  'unsubscribed',
  'muted',
  'unmuted',
]);

function sayRecord({ at, what, who, remediation, says }: AuditRecord): string {
  const fix = remediation === null ? '' : ` \`${remediation}\``;
  return `${at.slice(0, 16).replace('T', ' ')} UTC · ${what}${fix} · ${person(who)} · ${OF_CHANNELS.has(what) ? says : unnamed(says)}`;
}

function event(
  what: 'frozen' | 'unfrozen',
  { user }: Actor,
  where: string,
  says: string,
  at: string,
): AuditEvent {
  const cluster = where === '*' ? null : where;
  return {
    at,
    what,
    who: user,
    approval: null,
    incident: null,
    remediation: null,
    digest: null,
    cluster,
    namespace: null,
    registry: null,
    says,
  };
}

/** A key of its own for what is typed at a terminal. */
export function terminalKey(): string {
  return randomUUID();
}
