import type { Words } from '../engine/words.ts';

export const words: Words<{
  unknownVerb(verb: string, verbs: readonly string[]): string;
  tryThis(text: string): string;
  ownFailure(says: string): string;
  readonly triageUsage: string;
  readonly triageSummary: string;
  readonly explainUsage: string;
  readonly explainSummary: string;
  readonly feedbackUsage: string;
  readonly feedbackSummary: string;
  readonly replayUsage: string;
  readonly replaySummary: string;
  readonly auditUsage: string;
  readonly auditSummary: string;
  readonly rbacUsage: string;
  readonly rbacSummary: string;
  readonly doctorSummary: string;
  readonly doctorUsage: string;
}> = {
  en: {
    unknownVerb: (verb, verbs) =>
      `I know no verb \`${verb}\`. Verbs: ${verbs.map((id) => `\`${id}\``).join(', ')}.`,
    tryThis: (text) => `Try: ${text}`,
    ownFailure: (says) =>
      `Registry Medic failed itself: ${says}. Set LOG_LEVEL=debug and run it again for the details.`,
    triageUsage: 'triage --jsonl',
    triageSummary: 'Says which alerts and webhooks are about pulls and registries, and what each is about.',
    explainUsage: 'explain <error text> | explain --jsonl',
    explainSummary:
      'Says what an error text means, from its words alone; also from standard input. With --jsonl one JSON object a line in and out. Touches no network.',
    feedbackUsage: 'feedback',
    feedbackSummary: 'Prints what people said of verdicts, with the facts, as JSON lines.',
    replayUsage: 'replay <incident>',
    replaySummary: 'Judges the saved facts of a verdict again, by this version.',
    auditUsage: 'audit verify [--holds hash] | audit export',
    auditSummary:
      'Proves the record of all fixes whole, or names its first broken record; or prints it as JSON lines.',
    rbacUsage: 'rbac [--fixes id,id] [--namespaces a,b] [--account namespace/name]',
    rbacSummary: 'Prints the rights that looking and the enabled fixes need, never more.',
    doctorUsage: 'doctor',
    doctorSummary:
      'Checks tokens, Redis, each cluster’s rights and each registry; says how to mend what is wrong.',
  },
};
