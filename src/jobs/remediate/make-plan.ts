/** From an approval that is asked for to its plan: looks again, plans, and has the API server rehearse it. */
import type { Approval, ApprovalState } from '../../engine/approval.ts';
import type { Plan } from '../../engine/plan.ts';
import { planDigest } from '../../engine/plan-digest.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Words } from '../../engine/words.ts';
import { person } from '../../slack/mrkdwn.ts';
import { lookAgain } from './look-again.ts';
import type { RemediateParts } from './parts.ts';

export type Planning =
  | { readonly ended: 'planned'; readonly plan: Plan; readonly digest: string }
  | {
      readonly ended: 'unplanned';
      readonly why: Extract<ApprovalState, { is: 'unplanned' }>['why'];
      readonly says: string;
    };

const words: Words<{
  readonly unknownRemediation: (id: string) => string;
  readonly notEnabled: (id: string) => string;
  readonly unknownCheck: (id: string) => string;
  readonly healed: string;
  readonly frozen: (by: string, why: string) => string;
  readonly notApplicable: string;
}> = {
  en: {
    unknownRemediation: (id) => `this version has no remediation \`${id}\``,
    notEnabled: (id) => `\`${id}\` is not among \`remediations.enabled\` in the configuration`,
    unknownCheck: (id) => `this version has no check \`${id}\``,
    healed: 'the check that found it passes now',
    frozen: (by, why) => `writes are frozen by ${person(by)}: ${why}`,
    notApplicable: 'it does not belong to what is found now',
  },
};

/** Why nothing may be written at this place just now; null when something may. */
export async function frozenWhy(approval: Approval, { freezes }: RemediateParts): Promise<string | null> {
  const cluster =
    approval.plan?.scope.cluster ??
    approval.pull.cluster ??
    approval.pull.installation?.place?.cluster ??
    null;
  const freeze = await freezes.over(cluster);
  return freeze ? words.en.frozen(freeze.by, freeze.why) : null;
}

/** What the approval's remediation would do now. Asks live; writes nothing. */
export async function makePlan(approval: Approval, parts: RemediateParts): Promise<Planning> {
  const { surroundings, config } = parts;
  const remediation = parts.remediations.get(approval.remediation);
  if (!remediation) return unplanned('not-ready', words.en.unknownRemediation(approval.remediation));
  if (!config.enabled.includes(remediation.id))
    return unplanned('not-ready', words.en.notEnabled(remediation.id));
  const frozen = await frozenWhy(approval, parts);
  if (frozen !== null) return unplanned('frozen', frozen);
  const check = surroundings.checks.find(({ id }) => id === approval.cause);
  if (!check) return unplanned('unknown', words.en.unknownCheck(approval.cause));
  const again = await lookAgain(approval.pull, check, remediation, surroundings);
  if (again.state === 'passes') return unplanned('healed', words.en.healed);
  if (again.state === 'unknown') return unplanned('unknown', again.why);
  return planFrom(remediation.plan(again.finding, again.answers, approval.pull), remediation);
}

function planFrom(planned: ReturnType<Remediation['plan']>, _: Remediation): Planning {
  switch (planned.state) {
    case 'ready':
      return { ended: 'planned', plan: planned.plan, digest: planDigest(planned.plan) };
    case 'not-ready':
      return unplanned(planned.because === 'unseen' ? 'unknown' : 'not-ready', planned.why);
    case 'not-applicable':
      return unplanned('not-ready', words.en.notApplicable);
  }
}

function unplanned(why: Extract<Planning, { ended: 'unplanned' }>['why'], says: string): Planning {
  return { ended: 'unplanned', why, says };
}
