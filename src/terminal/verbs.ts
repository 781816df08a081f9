/** Verbs that exist in the terminal only. */
import { type Command, UsageError } from '../engine/command.ts';
import { nearest } from '../engine/nearest.ts';
import type { HelpTopic } from '../engine/reply.ts';
import { runAudit } from './audit.ts';
import { runExplain } from './explain.ts';
import { FILE_OPTIONS } from './file-options.ts';
import { runRbac } from './rbac.ts';
import { runFeedback, runReplay } from './replay.ts';
import { runTriage } from './triage.ts';
import { PROGRAM } from './tries.ts';
import { printable, visible } from './visible.ts';
import { words } from './words.ts';

interface TerminalVerb {
  readonly id: string;
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  run(rest: readonly string[], json: boolean): Promise<0 | 1 | 2>;
}

const say = words.en;

const EXPLAIN_EXAMPLES = [
  'registry-medic explain "manifest unknown: manifest unknown"',
  'kubectl describe pod cart-0 | registry-medic explain',
  'registry-medic explain --jsonl < messages.jsonl',
];

export const TERMINAL_VERBS: readonly TerminalVerb[] = [
  {
    id: 'explain',
    usage: say.explainUsage,
    summary: say.explainSummary,
    examples: EXPLAIN_EXAMPLES,
    run: runExplain,
  },
  {
    id: 'triage',
    usage: say.triageUsage,
    summary: say.triageSummary,
    examples: ['registry-medic triage --jsonl < alerts.jsonl'],
    run: runTriage,
  },
  {
    id: 'audit',
    usage: say.auditUsage,
    summary: say.auditSummary,
    examples: ['registry-medic audit verify', 'registry-medic audit export > audit.jsonl'],
    run: runAudit,
  },
  {
    id: 'feedback',
    usage: say.feedbackUsage,
    summary: say.feedbackSummary,
    examples: ['registry-medic feedback > feedback.jsonl'],
    run: runFeedback,
  },
  {
    id: 'replay',
    usage: say.replayUsage,
    summary: say.replaySummary,
    examples: ['registry-medic replay inc-0123456789abcdef'],
    run: runReplay,
  },
  {
    id: 'rbac',
    usage: say.rbacUsage,
    summary: say.rbacSummary,
    examples: ['registry-medic rbac', 'registry-medic rbac --fixes set-nearest-tag --namespaces shop'],
    run: runRbac,
  },
  {
    id: 'doctor',
    usage: say.doctorUsage,
    summary: say.doctorSummary,
    examples: ['registry-medic doctor', 'registry-medic doctor --json'],
    async run(rest, json) {
      if (rest.length > 0) throw new UsageError(say.doctorSummary, ['registry-medic doctor']);
      const { runDoctor, renderDoctor } = await import('../jobs/doctor/doctor.ts');
      const report = await runDoctor(process.env);
      process.stdout.write(`${json ? printable(JSON.stringify(report)) : visible(renderDoctor(report))}\n`);
      return report.exitCode;
    },
  },
];

/** A verb that does not exist, with the nearest that does. */
export function unknownVerb(given: string, commands: readonly Command[]): UsageError {
  const ids = [...new Set([...commands, ...TERMINAL_VERBS].map(({ id }) => id))];
  const guesses = nearest(given, ids, 1).map((id) => `${PROGRAM} ${id}`);
  return new UsageError(say.unknownVerb(given, ids), [...new Set([...guesses, `${PROGRAM} help`])]);
}

function withProgram(example: string): string {
  return example.includes(PROGRAM) ? example : `${PROGRAM} ${example}`;
}

/** Help for all verbs (null), or for the one named. Throws a UsageError for a verb that does not exist. */
export function topics(commands: readonly Command[], verb: string | null): readonly HelpTopic[] {
  const all = [
    ...commands
      .filter(({ id }) => !TERMINAL_VERBS.some((own) => own.id === id))
      .map(({ id, usage, summary, examples, allowed }) => ({
        id,
        usage: `registry-medic ${usage}${id in FILE_OPTIONS ? ` ${FILE_OPTIONS[id]?.usage}` : ''}`,
        summary,
        examples: [...examples, ...(FILE_OPTIONS[id]?.examples ?? [])].map(withProgram),
        allowed,
      })),
    ...TERMINAL_VERBS.map(({ id, usage, summary, examples }) => ({
      id,
      usage: `registry-medic ${usage}`,
      summary,
      examples,
      allowed: 'anyone',
    })),
  ];
  if (verb === null) return all;
  const one = all.filter(({ id }) => id === verb);
  if (one.length === 0) throw unknownVerb(verb, commands);
  return one;
}
