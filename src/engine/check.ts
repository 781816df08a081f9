import type { Answer } from './answer.ts';
import type { Evidence, NonEmpty } from './evidence.ts';
import { type OnNode, withNode } from './on-node.ts';
import type { Probe } from './probe.ts';
import type { Sign } from './sign.ts';
import type { Stage } from './stage.ts';
import type { Pull } from './subject.ts';
import type { Language, Words } from './words.ts';

export type Severity = 'high' | 'medium' | 'low';

/** Probes by the name under which judge() gets their facts. */
export type Needs = Readonly<Record<string, Probe<unknown>>>;
export type Facts<N extends Needs> = { readonly [K in keyof N]: N[K] extends Probe<infer F> ? F : never };
/** Answers a check can use but does without; judge() must treat anything but `known` as no statement. */
export type MaybeFacts<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Probe<infer F> ? Answer<F> : never;
};

export type Judgement<Data> =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'skip'; readonly why: string }
  | {
      readonly outcome: 'fail';
      readonly evidence: NonEmpty<Evidence>;
      readonly data: Data;
      /** Where it was seen; absent: from where the bot stands. */
      readonly from?: 'node';
    };

/** What the words of a cause may name when only text spoke: parts recognised in it, each possibly absent. */
export interface TextParts {
  readonly image?: string;
  readonly host?: string;
  readonly tag?: string;
  readonly secret?: string;
}

export interface CheckWords<Data> {
  /** The failing state as a noun phrase: 'Tag not found'. */
  readonly title: string;
  /** The answer in one sentence, for a finding proved live. Markdown code spans for names. */
  summary(data: Data, pull: Pull): string;
  /** The answer in one sentence when text is all there is, starting with the cause: 'the tag does not exist'. */
  probably(parts: TextParts): string;
  /** Why this happens and how it shows, two or three sentences in plain words. */
  readonly explains: string;
  /** What to do by hand, in order; commands in code spans. `data` is absent when only text spoke. */
  steps(of: { readonly data?: Data; readonly pull: Pull }): readonly string[];
}

/** What a check file defines. */
export interface CheckDefinition<N extends Needs, M extends Needs, Data> {
  /** The file's name; the cause id of the machine contract. */
  readonly id: string;
  readonly stage: Stage;
  readonly severity: Severity;
  readonly signs: readonly Sign[];
  readonly needs: N;
  readonly uses?: M;
  /** The same cause as the node itself meets it. */
  readonly onNode?: OnNode;
  /** See Check.scope. */
  readonly scope?: 'component';
  /** See Check.rows. */
  readonly rows?: readonly string[];
  /** `pull` tells what is looked at, and whether it is a push. */
  judge(facts: Facts<N>, also: MaybeFacts<M>, pull: Pull): Judgement<Data>;
  readonly words: Words<CheckWords<Data>>;
}

/** A check as the engine handles it: the type of its data is closed over. */
export interface Check {
  readonly id: string;
  readonly stage: Stage;
  readonly severity: Severity;
  readonly signs: readonly Sign[];
  /**
   * `component`: a trouble inside a registry or Harbor, known by the log lines of its parts; never the
   * cause of a pull by itself. Absent: a cause of pulls, pushes and logins.
   */
  readonly scope?: 'component';
  /** Rows of the troubleshooting guides that this check answers: `S2-4.1`. docs/coverage.md is made from them. */
  readonly rows: readonly string[];
  /** Everything it needs or uses. */
  readonly probes: readonly Probe<unknown>[];
  run(answers: AnswersByProbe, pull: Pull): CheckResult;
  title(language: Language): string;
  explains(language: Language): string;
  probably(parts: TextParts, language: Language): string;
  stepsFromText(pull: Pull, language: Language): readonly string[];
}

/** Never there at run time: it carries the type of a check's data to the remediations that fix it. */
declare const DATA: unique symbol;

export type CheckOf<Data> = Check & { readonly [DATA]?: Data };

/** Answers by probe id. */
export type AnswersByProbe = ReadonlyMap<string, Answer<unknown>>;

export type CheckResult =
  | { readonly outcome: 'pass'; readonly check: Check }
  | { readonly outcome: 'skip'; readonly check: Check; readonly why: string }
  /** A needed fact is unknown: an error on behalf of the check, never a pass. */
  | { readonly outcome: 'error'; readonly check: Check; readonly probe: string; readonly why: string }
  | Finding;

/** A check that failed, with its evidence. */
export interface Finding {
  readonly outcome: 'fail';
  readonly check: Check;
  readonly evidence: NonEmpty<Evidence>;
  /** JSON, for remediations and the record. */
  readonly data: unknown;
  /** Where it was seen; absent: from where the bot stands. */
  readonly from?: 'node';
  /** `log`: only what a sick component wrote shows it, and there is no data. Absent: its own facts. */
  readonly provedBy?: 'log';
  summary(language: Language): string;
  steps(language: Language): readonly string[];
}

/** Turns a check file's definition into what the engine runs. Unknown needed facts become an error result. */
export function defineCheck<N extends Needs, M extends Needs, Data>(
  definition: CheckDefinition<N, M, Data>,
): CheckOf<Data> {
  const { id, stage, severity, signs, needs, uses, onNode, words, scope, rows = [] } = definition;
  const check: Check = {
    id,
    stage,
    severity,
    signs,
    ...(scope === undefined ? {} : { scope }),
    rows,
    probes: [...Object.values(needs), ...Object.values(uses ?? {}), ...(onNode ? [onNode.probe] : [])],
    title: (language) => words[language].title,
    explains: (language) => words[language].explains,
    probably: (parts, language) => words[language].probably(parts),
    stepsFromText: (pull, language) => words[language].steps({ pull }),
    run: (answers, pull) => withNode(fromHere(answers, pull), onNode, answers, pull),
  };
  const fromHere = (answers: AnswersByProbe, pull: Pull): CheckResult => {
    const facts: Record<string, unknown> = {};
    for (const [name, probe] of Object.entries(needs)) {
      const answer = answers.get(probe.id);
      if (!answer) return { outcome: 'error', check, probe: probe.id, why: 'it was never asked' };
      if (answer.state === 'unreached')
        return { outcome: 'skip', check, why: `not reached: ${answer.after} came first` };
      if (answer.state === 'unknown') return { outcome: 'error', check, probe: probe.id, why: answer.why };
      facts[name] = answer.fact;
    }
    const also = maybeFacts(uses ?? {}, answers);
    // The two records were filled key by key from `needs` and `uses`, which is what their types say.
    const judged = definition.judge(facts as Facts<N>, also as MaybeFacts<M>, pull);
    if (judged.outcome === 'pass') return { outcome: 'pass', check };
    if (judged.outcome === 'skip') return { outcome: 'skip', check, why: judged.why };
    const { evidence, data, from } = judged;
    return {
      outcome: 'fail',
      check,
      evidence,
      data,
      ...(from ? { from } : {}),
      summary: (language) => words[language].summary(data, pull),
      steps: (language) => words[language].steps({ data, pull }),
    };
  };
  return check;
}

function maybeFacts(uses: Needs, answers: AnswersByProbe): Readonly<Record<string, unknown>> {
  const never = { state: 'unknown', why: 'it was never asked', ms: 0 } as const;
  return Object.fromEntries(Object.entries(uses).map(([name, { id }]) => [name, answers.get(id) ?? never]));
}
