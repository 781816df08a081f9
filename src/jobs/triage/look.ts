/** Looks at what an alert is about, with the means of a person's question, and says at which roots it hangs. */
import type { Question } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import { type SightingTarget, targetKey } from '../../engine/sighting.ts';
import type { StatusLine, StatusReport } from '../../engine/status.ts';
import type { Subject } from '../../engine/subject.ts';
import type { Verdict } from '../../engine/verdict.ts';

/** One root that was found, and the answer that shows it. */
export interface Rooted {
  readonly is: 'rooted';
  /** Equal for equal roots: the cause and its object. */
  readonly root: string;
  readonly says: string;
  readonly cause: string;
  readonly title: string;
  readonly question: Question;
  readonly reply: Reply;
  /** What suffers, by the names that were found. */
  readonly target: SightingTarget;
  /** Others that were seen to hang at the same root. */
  readonly others: readonly SightingTarget[];
  /** How many suffer, also those that are not named. */
  readonly weight: number;
}

export type Found =
  | Rooted
  /** It works, or works again. */
  | { readonly is: 'well'; readonly question: Question; readonly reply: Reply }
  /** There is nothing of that name (any more), and no words either. */
  | { readonly is: 'gone' };

export type Ask = (question: Question) => Promise<Reply>;

/** Roots that one sweep may bring; the rest are seen by the next. */
const MOST_ROOTS = 20;

/** `says` are the alert's own words, for what cannot be looked at. */
export async function lookAt(
  target: SightingTarget,
  says: string | null,
  ask: Ask,
): Promise<readonly Found[]> {
  for (const question of questionsFor(target, says)) {
    const found = await foundBy(question, target, ask);
    if (found !== null) return found;
  }
  if (says === null) return [{ is: 'gone' }];
  const question: Question = { kind: 'explain', text: says };
  const reply = await ask(question);
  const read = reply.kind === 'verdict' ? fromVerdict(reply.verdict, { question, reply, target }) : null;
  // Words that name no cause are an alert's own business.
  return [read?.is === 'rooted' ? read : { is: 'gone' }];
}

/** What to ask, most telling first: a pod that was replaced is asked about by its workload. */
export function questionsFor(target: SightingTarget, says: string | null = null): readonly Question[] {
  const { cluster, namespace, pod, workload, image, registry, failed } = target;
  if (failed !== undefined && image !== undefined) return [ofImage(failed, image, registry, says)];
  const at = {
    ...(cluster === undefined ? {} : { cluster }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const named: Question[] = [];
  if (pod !== undefined) named.push({ kind: 'pull', ...at, workload: 'pod', what: pod });
  if (workload !== undefined) named.push({ kind: 'pull', ...at, what: workload });
  if (image !== undefined) named.push({ kind: 'pull', ...at, what: image });
  if (named.length > 0) return named;
  if (registry !== undefined) return [{ kind: 'status', registry }];
  return cluster === undefined && namespace === undefined ? [] : [{ kind: 'sweep', ...at }];
}

/** Harbor tells which artifact could not be moved or taken in, and not by which policy. */
function ofImage(
  failed: NonNullable<SightingTarget['failed']>,
  image: string,
  registry: string | undefined,
  says: string | null,
): Question {
  if (failed === 'push') return { kind: 'push', image, ...(says === null ? {} : { text: says }) };
  return { kind: 'sync', of: 'artifact', what: image, ...(registry === undefined ? {} : { registry }) };
}

/** Null: nothing of that name. */
async function foundBy(
  question: Question,
  target: SightingTarget,
  ask: Ask,
): Promise<readonly Found[] | null> {
  const reply = await ask(question);
  switch (reply.kind) {
    case 'verdict':
      return [fromVerdict(reply.verdict, { question, reply, target })];
    case 'choice': {
      const picked = reply.options[0]?.question;
      // The first is the likeliest; a choice of another kind would be another question.
      return picked === undefined || picked.kind !== question.kind ? null : foundBy(picked, target, ask);
    }
    case 'status':
      return [fromStatus(reply.report, { question, reply, target })];
    case 'sweep':
      return fromSweep(reply, target, ask);
    default:
      return null;
  }
}

type Answered = Pick<Rooted, 'question' | 'reply' | 'target'>;

function fromVerdict({ subject, outcome, cause, headline }: Verdict, answered: Answered): Found {
  const { question, reply, target } = answered;
  if (outcome === 'healthy') return { is: 'well', question, reply };
  if (!cause) return unclear(headline, answered);
  return {
    is: 'rooted',
    root: `${cause.id} ${cause.root?.key ?? targetKey(target)}`,
    says: cause.root?.says ?? nameOf(target),
    cause: cause.id,
    title: cause.title,
    others: [],
    weight: 1,
    ...answered,
    target: foundAt(subject, target),
  };
}

/** An alert may name a pod without its cluster or with names of old; two alerts of one pod are one that suffers. */
function foundAt(subject: Subject, told: SightingTarget): SightingTarget {
  if (subject.kind !== 'pod' || told.pod === undefined) return told;
  const { cluster, namespace, name: pod } = subject;
  return { cluster, namespace, pod };
}

function unclear(title: string, answered: Answered): Rooted {
  return {
    is: 'rooted',
    root: `unclear ${targetKey(answered.target)}`,
    says: nameOf(answered.target),
    cause: 'unclear',
    title,
    others: [],
    weight: 1,
    ...answered,
  };
}

/** The worst trouble that a check stands behind; else the worst that there is. */
function fromStatus(report: StatusReport, answered: Answered): Found {
  const { question, reply } = answered;
  const sick = report.registries.flatMap(({ host, health, troubles }) =>
    health === 'healthy' || health === 'unknown' ? [] : troubles.map((line) => ({ host, line })),
  );
  const worst = sick.toSorted((a, b) => gravity(a.line) - gravity(b.line))[0];
  if (!worst && report.registries.some(({ health }) => health === 'healthy'))
    return { is: 'well', question, reply };
  // What nobody could look at is not well.
  if (!worst) return unclear(nameOf(answered.target), answered);
  const { host, line } = worst;
  return {
    is: 'rooted',
    root: `${line.cause ?? line.id} ${host}`,
    says: `registry \`${host}\``,
    cause: line.cause ?? line.id,
    title: line.says,
    others: [],
    weight: 1,
    ...answered,
  };
}

const HEALTHS = ['down', 'degraded', 'warning', 'healthy', 'unknown'] as const;

function gravity({ health, cause }: StatusLine): number {
  return HEALTHS.indexOf(health) * 2 + (cause === undefined ? 1 : 0);
}

/** Each group is a root of its own; the pod that stands for it is asked about, so that its fix can be offered. */
async function fromSweep(
  reply: Extract<Reply, { kind: 'sweep' }>,
  target: SightingTarget,
  ask: Ask,
): Promise<readonly Found[]> {
  const { groups } = reply.report;
  const found: Found[] = [];
  for (const { specimen, members, pods } of groups.slice(0, MOST_ROOTS)) {
    const { cluster, namespace, pod } = specimen;
    const at: SightingTarget = { cluster, namespace, pod };
    const seen = await lookAt(at, null, ask);
    const others = members
      .filter((one) => one.namespace !== namespace || one.pod !== pod)
      .map((one) => ({ cluster, ...one }));
    found.push(...seen.map((one) => (one.is === 'rooted' ? { ...one, others, weight: pods } : one)));
  }
  if (found.some(({ is }) => is === 'rooted')) return found.filter(({ is }) => is === 'rooted');
  const at = {
    ...(target.cluster === undefined ? {} : { cluster: target.cluster }),
    ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
  };
  return [{ is: 'well', question: { kind: 'sweep', ...at }, reply }];
}

/** What an alert is about, for people. */
export function nameOf({ namespace, pod, workload, image, registry, cluster }: SightingTarget): string {
  const name = pod ?? workload;
  if (name !== undefined) return `\`${namespace === undefined ? '' : `${namespace}/`}${name}\``;
  return `\`${image ?? registry ?? namespace ?? cluster ?? ''}\``;
}
