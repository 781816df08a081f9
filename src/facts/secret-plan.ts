/** The plan that gives pods a login which is known to pull their image: named, or copied and named. Pure. */
import type { PodRecord } from '../engine/cluster.ts';
import type { Change, Plan, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type { TriedSecret, UsableSecretsFact } from '../probes/usable-secrets.ts';
import type { WorkloadFact } from '../probes/workload.ts';
import type { Attachment } from './attach-secret.ts';

const SHOWN = 3;

const words: Words<{
  names(secret: string, to: string): string;
  copies(from: string, to: string): string;
  both(copies: string, attached: string): string;
  readonly nothing: string;
  unnames(secret: string): string;
  uncopies(secret: string): string;
  tells(secret: string, username: string): string;
  readonly secretOf: (name: string) => string;
  readonly copyOf: (name: string) => string;
  readonly noOther: string;
  readonly noSource: string;
  oneOf(name: string, says: string): string;
}> = {
  en: {
    names: (secret, to) => `Name the pull secret \`${secret}\` in ${to}`,
    copies: (from, to) => `Copy the pull secret \`${from}\` to namespace \`${to}\``,
    both: (copies, attached) => `${copies} and name it in ${attached}`,
    nothing: 'Nothing: the waiting pod names it already.',
    unnames: (secret) => `Take the pull secret \`${secret}\` out again`,
    uncopies: (secret) => `Take the copy of \`${secret}\` away again`,
    tells: (secret, username) =>
      `Its login was tried: the registry hands this very image to \`${username}\` of \`${secret}\`.`,
    secretOf: (name) => `Secret ${name}`,
    copyOf: (name) => `copy of ${name}`,
    noOther: 'no other pod or service account of its namespace names a pull secret',
    noSource: 'no approved source leads to its namespace (`remediations.secretSources`)',
    oneOf: (name, says) => `\`${name}\`: ${says}`,
  },
};

/** The secret that pulls; else why there is none, in the registry's words. */
export function thatPulls(
  { secrets }: UsableSecretsFact,
  where: 'here' | 'source',
): { readonly secret: TriedSecret } | { readonly why: string } {
  const mine = secrets.filter(({ from }) => (from === 'source') === (where === 'source'));
  const secret = mine.find(({ state }) => state === 'pulls');
  if (secret) return { secret };
  const told = mine
    .slice(0, SHOWN)
    .map(({ namespace, name, says }) => words.en.oneOf(`${namespace}/${name}`, says));
  const none = where === 'source' ? words.en.noSource : words.en.noOther;
  return { why: told.length === 0 ? none : `none of its logins pulls this image: ${told.join('; ')}` };
}

export interface SecretPlan {
  readonly remediation: string;
  readonly check: string;
  readonly secret: TriedSecret;
  /** Null: the pod names it already. */
  readonly attachment: Extract<Attachment, { is: 'attached' }> | null;
  /** Named only where it lies already. */
  readonly copied: 'yes' | 'no';
  readonly pod: PodRecord;
  readonly workload: WorkloadFact | null;
  readonly pull: Pull;
  readonly beware?: readonly string[];
}

export function planSecret(of: SecretPlan): Planned {
  const { remediation, check, secret, attachment, pod, workload, pull, beware = [] } = of;
  const cluster = pull.cluster ?? '';
  const { namespace } = pod;
  const copy = of.copied === 'yes' ? copyOf(secret, namespace) : null;
  const [step, ...steps] = [...(copy ? [copy.step] : []), ...(attachment?.steps ?? [])];
  const [change, ...changes] = [...(copy ? [copy.change] : []), ...(attachment?.changes ?? [])];
  const [back, ...more] = [attachment?.back, copy?.back].filter((one) => one !== undefined);
  if (!step || !change || !back) return { state: 'not-applicable' };
  const from = `${secret.namespace}/${secret.name}`;
  const place = `${cluster}/secrets/${namespace}/${secret.name}`;
  const plan: Plan = {
    remediation,
    does: sentence(secret, namespace, { copy: copy !== null, to: attachment?.to ?? null }),
    risk: 'medium',
    scope: { cluster, namespace, registry: null },
    steps: [step, ...steps],
    changes: [change, ...changes],
    interrupts: attachment?.interrupts ?? words.en.nothing,
    undo: {
      by: 'steps',
      says: copy ? words.en.uncopies(secret.name) : words.en.unnames(secret.name),
      steps: [back.step, ...more.map((one) => one.step)],
      changes: [back.change, ...more.map((one) => one.change)],
    },
    locks: attachment ? [attachment.lock, ...(copy ? [place] : [])] : [place],
    verify: verified(check, pod, workload),
    beware: [words.en.tells(from, secret.username ?? ''), ...(attachment?.beware ?? []), ...beware],
  };
  return { state: 'ready', plan };
}

function sentence(
  { namespace, name }: TriedSecret,
  to: string,
  done: { readonly copy: boolean; readonly to: string | null },
): string {
  if (!done.copy) return words.en.names(name, done.to ?? '');
  const copies = words.en.copies(`${namespace}/${name}`, to);
  return done.to === null ? copies : words.en.both(copies, done.to);
}

/** The kubelet tries again within 5 min. */
function verified(
  check: string,
  { namespace, owner }: PodRecord,
  workload: WorkloadFact | null,
): Plan['verify'] {
  const target = (of: WorkloadFact) => ({
    kind: { group: 'apps', plural: of.plural },
    namespace,
    name: of.name,
  });
  return {
    check,
    ...(owner ? { podOf: owner } : {}),
    ...(workload ? { rollout: target(workload) } : {}),
    withinS: 360,
    steadyS: 0,
  };
}

function copyOf(
  { namespace, name, digest }: TriedSecret,
  to: string,
): {
  readonly step: Step;
  readonly change: Change;
  readonly back: { readonly step: Step; readonly change: Change };
} {
  const target = { kind: { group: '', plural: 'secrets' }, namespace: to, name };
  const what = words.en.secretOf(`${to}/${name}`);
  const copy = words.en.copyOf(`${namespace}/${name}`);
  return {
    step: { do: 'copy-secret', from: { namespace, name, digest: digest ?? '' }, target },
    change: { what, from: null, to: copy },
    back: { step: { do: 'delete', target, uid: '{made}' }, change: { what, from: copy, to: null } },
  };
}
