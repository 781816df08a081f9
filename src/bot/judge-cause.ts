/** Keeps what a person says of a verdict. */
import type { SavedCase } from '../engine/saved-case.ts';
import type { Subject } from '../engine/subject.ts';
import type { Pressed } from '../slack/buttons.ts';
import type { FeedbackStore } from '../store/feedback.ts';
import type { IncidentStore } from '../store/incidents.ts';
import type { SavedCases } from '../store/saved-cases.ts';
import type { Received } from './delivery.ts';
import { namedBy } from './named-by.ts';

export interface FeedbackParts {
  readonly incidents: Pick<IncidentStore, 'read'>;
  readonly cases: Pick<SavedCases, 'read'>;
  readonly feedback: Pick<FeedbackStore, 'say'>;
}

/** Null when there is no such verdict any more. */
export async function judgeCause(
  { incident: id, run }: Pressed,
  says: 'right' | 'wrong',
  received: Pick<Received, 'sender'>,
  parts: FeedbackParts,
): Promise<{ readonly cause: string } | null> {
  const incident = await namedBy({ incident: id }, received, parts.incidents);
  const reply = incident?.state.is === 'answered' ? incident.state.reply : null;
  if (!incident || reply?.kind !== 'verdict') return null;
  const { subject, cause, headline } = reply.verdict;
  await parts.feedback.say({
    incident: id,
    run,
    by: received.sender.user,
    at: new Date().toISOString(),
    says,
    subject,
    cause: cause?.id ?? null,
    confidence: cause?.confidence ?? null,
    headline,
    // Of the run that is shown now; another run's are gone, and say nothing of this verdict.
    cases: run === incident.run ? of(subject, await parts.cases.read(incident.requestId)) : [],
  });
  return { cause: cause?.title ?? headline };
}

/** One request may have looked at many. */
function of(subject: Subject, cases: readonly SavedCase[]): readonly SavedCase[] {
  const own = cases.filter(({ pull }) =>
    subject.kind === 'pod'
      ? pull.pod === subject.name && pull.namespace === subject.namespace
      : pull.image === subject.name,
  );
  // A workload's verdict is that of one of its pods.
  return own.length > 0 ? own : cases;
}
