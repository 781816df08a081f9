/** A fix: from a finding proved live, and facts asked beside it, to a plan. Cannot write. */
import type { AnswersByProbe, CheckOf, Facts, Finding, MaybeFacts, Needs } from './check.ts';
import type { ClusterRight } from './cluster.ts';
import type { HarborRight } from './harbor/right.ts';
import type { Plan, Risk } from './plan.ts';
import type { Probe } from './probe.ts';
import type { Pull } from './subject.ts';
import type { Language, Words } from './words.ts';

/** `not-ready`: 'would restart jobservice' and why it is not offered. `not-applicable`: it does not belong to this case. */
export type Planned =
  | { readonly state: 'ready'; readonly plan: Plan }
  /** `unseen`: a fact it needs was not told; it may be a moment later. */
  | { readonly state: 'not-ready'; readonly why: string; readonly because?: 'unseen' }
  | { readonly state: 'not-applicable' };

export interface RemediationDefinition<Data, N extends Needs, M extends Needs> {
  /** The file's name. */
  readonly id: string;
  readonly risk: Risk;
  /** Rows of the troubleshooting guides, and the button of their table: `B-RESTART`. */
  readonly rows: readonly string[];
  readonly fixes: readonly CheckOf<Data>[];
  /** What applying it needs in the cluster, per namespace of its plans. */
  readonly rights: readonly ClusterRight[];
  /** What applying it needs in Harbor, of the robot that writes. */
  readonly harborRights?: readonly HarborRight[];
  readonly needs: N;
  readonly uses?: M;
  /** Pure. `found` holds the data of the check that failed. */
  plan(found: FoundBy<Data>, facts: Facts<N>, also: MaybeFacts<M>, pull: Pull): Planned;
  /** Of a cause that only a component's log shows, so that there is no data. Absent: it is not offered. */
  planFromLog?(
    found: Pick<FoundBy<Data>, 'check'>,
    facts: Facts<N>,
    also: MaybeFacts<M>,
    pull: Pull,
  ): Planned;
  readonly words: Words<{
    /** The button: 'Restart jobservice'. */
    readonly title: string;
    /** What it would do, after 'would': 'restart jobservice'. */
    readonly would: string;
  }>;
}

export interface FoundBy<Data> {
  readonly check: string;
  readonly data: Data;
}

/** A remediation as the engine handles it. */
export interface Remediation {
  readonly id: string;
  readonly risk: Risk;
  readonly rows: readonly string[];
  /** Ids of the checks whose findings it mends. */
  readonly fixes: ReadonlySet<string>;
  readonly rights: readonly ClusterRight[];
  readonly harborRights: readonly HarborRight[];
  readonly probes: readonly Probe<unknown>[];
  title(language: Language): string;
  would(language: Language): string;
  /** Unknown needed facts make it not ready, never a guess. */
  plan(finding: Finding, answers: AnswersByProbe, pull: Pull): Planned;
}

const words: Words<{
  readonly neverAsked: (probe: string) => string;
  readonly unreached: (after: string) => string;
  readonly onlyLog: string;
}> = {
  en: {
    neverAsked: (probe) => `\`${probe}\` was not looked at`,
    unreached: (after) => `not looked at: \`${after}\` came first`,
    onlyLog: 'only a log shows it; this fix rests on more than that',
  },
};

export function defineRemediation<Data, N extends Needs, M extends Needs>(
  definition: RemediationDefinition<Data, N, M>,
): Remediation {
  const { id, risk, rows, fixes, rights, harborRights = [], needs, uses, words: said } = definition;
  return {
    id,
    risk,
    rows,
    fixes: new Set(fixes.map((check) => check.id)),
    rights,
    harborRights,
    probes: [...Object.values(needs), ...Object.values(uses ?? {})],
    title: (language) => said[language].title,
    would: (language) => said[language].would,
    plan(finding, answers, pull) {
      const facts: Record<string, unknown> = {};
      for (const [name, probe] of Object.entries(needs)) {
        const answer = answers.get(probe.id);
        if (!answer) return { state: 'not-ready', why: words.en.neverAsked(probe.id), because: 'unseen' };
        // A fix of another product than the one at hand is none of its fixes.
        if (answer.state === 'unreached' && answer.after === 'product') return { state: 'not-applicable' };
        if (answer.state === 'unreached')
          return { state: 'not-ready', why: words.en.unreached(answer.after), because: 'unseen' };
        if (answer.state === 'unknown') return { state: 'not-ready', why: answer.why, because: 'unseen' };
        facts[name] = answer.fact;
      }
      const never = { state: 'unknown', why: 'it was never asked', ms: 0 } as const;
      const also = Object.fromEntries(
        Object.entries(uses ?? {}).map(([name, probe]) => [name, answers.get(probe.id) ?? never]),
      );
      // Facts were filled from `needs` and `uses`; the finding is of a check in `fixes`, which fixes its data.
      const all = [facts as Facts<N>, also as MaybeFacts<M>, pull] as const;
      const check = finding.check.id;
      if (finding.provedBy !== 'log') return definition.plan({ check, data: finding.data as Data }, ...all);
      if (!definition.planFromLog) return { state: 'not-ready', why: words.en.onlyLog };
      return definition.planFromLog({ check }, ...all);
    },
  };
}
